"""Publishing a catalogue: checked whole, stored by content, in force from that moment on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.db import connection

from dareecha.accounts import actions as accounts
from dareecha.catalogue.models import Bundle, CatalogueFile, Publication
from dareecha.domain.rules.catalogue import Catalogue, digest_of, files_of
from dareecha.journal import actions as journal
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as, current_duty

SHIPPED = "shipped"


class NoCatalogue(LookupError):
    """Nothing has been published yet."""


def publish_shipped(folder: Path) -> Publication:
    """Put the shipped catalogue in force when none is, or when an older shipped one is.

    A catalogue that was edited here stays in force: an upgrade never overwrites it.
    Raises CatalogueRefused when the folder's files do not form a catalogue.
    """
    files = files_of(folder)
    with acting_as(SYSTEM_DUTY, purpose="publishing the shipped catalogue"):
        _one_publisher_at_a_time()
        newest = Publication.objects.first()
        if newest is not None and (
            newest.origin != SHIPPED or newest.bundle_id == digest_of(files)
        ):
            return newest
        return publish(files, origin=SHIPPED)


def _one_publisher_at_a_time() -> None:
    """Two services that start together wait for each other: the second finds it published."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('publishing the catalogue'))")


def publish(files: Mapping[str, bytes], *, origin: str) -> Publication:
    """Check a catalogue and put it in force, inside the caller's `acting_as()`.

    Raises CatalogueRefused with everything that is wrong; then nothing is stored.
    """
    catalogue = Catalogue.from_files(files)
    bundle = _store(catalogue.digest, files)
    duty, _ = current_duty()
    for code, department in catalogue.departments.items():
        accounts.establish(code=code, names=department["name"])
    publication = Publication.objects.create(bundle=bundle, origin=origin, officer=duty.officer)
    journal.record(
        "catalogue.published",
        catalogue=catalogue.digest,
        subject={"publication": str(publication.pk)},
        at=publication.published_at,
    )
    return publication


def _store(digest: str, files: Mapping[str, bytes]) -> Bundle:
    manifest = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    CatalogueFile.objects.bulk_create(
        (CatalogueFile(sha256=manifest[path], content=files[path]) for path in files),
        ignore_conflicts=True,
    )
    return Bundle.objects.get_or_create(digest=digest, defaults={"manifest": manifest})[0]


def catalogue_in_force() -> Catalogue:
    """The catalogue that was published last. Raises NoCatalogue."""
    newest = Publication.objects.first()
    if newest is None:
        raise NoCatalogue(
            "No catalogue is published yet. `dareecha serve` publishes the shipped one."
        )
    return catalogue_of(newest.bundle_id)


@lru_cache(maxsize=4)
def catalogue_of(digest: str) -> Catalogue:
    """A catalogue by its digest. Bundles never change, so one reading serves for ever."""
    manifest = Bundle.objects.get(digest=digest).manifest
    stored = CatalogueFile.objects.in_bulk(set(manifest.values()))
    return Catalogue.from_files(
        {path: bytes(stored[sha256].content) for path, sha256 in manifest.items()}
    )
