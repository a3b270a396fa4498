"""Publishing a catalogue: checked whole, stored by content, in force from that moment on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.db import connection

from dareecha.accounts import actions as accounts
from dareecha.catalogue.models import (
    FROM_ENVIRONMENT,
    ON_PURPOSE,
    SHIPPED,
    Bundle,
    CatalogueFile,
    Publication,
)
from dareecha.domain.rules.catalogue import Catalogue, digest_of, files_of
from dareecha.journal import actions as journal
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as, current_duty


class NoCatalogue(LookupError):
    """Nothing has been published yet."""


class OlderCatalogue(RuntimeError):
    """A folder holds a catalogue that was in force before, and a newer one has replaced it."""


def publish_shipped(folder: Path) -> Publication:
    """Put the shipped catalogue in force when none is, or when an older shipped one is.

    Any other catalogue stays in force: an upgrade never overwrites it. So does a newer shipped
    one, where an older release of the program starts beside it.
    Raises CatalogueRefused when the folder's files do not form a catalogue.
    """
    files = files_of(folder)
    with acting_as(SYSTEM_DUTY, purpose="publishing the shipped catalogue"):
        _one_publisher_at_a_time()
        newest = Publication.objects.first()
        if newest is not None and (not newest.is_shipped or _was_in_force(files)):
            return newest
        return publish(files, origin=SHIPPED)


def publish_named(folder: Path) -> Publication:
    """Put the catalogue of the folder that DAREECHA_SCHEMES names in force, unless it is.

    Raises CatalogueRefused when the folder's files do not form a catalogue, and OlderCatalogue
    when it was in force before and has been replaced: that is seldom meant.
    """
    files = files_of(folder)
    with acting_as(SYSTEM_DUTY, purpose="publishing a named catalogue"):
        _one_publisher_at_a_time()
        newest = Publication.objects.first()
        if newest is not None and newest.bundle_id == digest_of(files):
            return newest
        if newest is not None and _was_in_force(files):
            raise OlderCatalogue(
                f"DAREECHA_SCHEMES: the catalogue in {folder} was in force before, and a newer"
                f" one, {newest.bundle_id[:12]} ({newest.origin},"
                f" {newest.published_at.date().isoformat()}), has replaced it. Name the newer"
                f" folder, or go back on purpose (without DAREECHA_SCHEMES set): dareecha"
                f" catalogue publish {folder}"
            )
        return publish(files, origin=FROM_ENVIRONMENT)


def publish_on_purpose(folder: Path, *, is_shipped: bool) -> Publication:
    """Put a folder's catalogue in force because somebody says so, whatever was in force before.

    Raises CatalogueRefused when the folder's files do not form a catalogue.
    """
    with acting_as(SYSTEM_DUTY, purpose="publishing a catalogue on purpose"):
        _one_publisher_at_a_time()
        return publish(files_of(folder), origin=SHIPPED if is_shipped else ON_PURPOSE)


def _was_in_force(files: Mapping[str, bytes]) -> bool:
    return Publication.objects.filter(bundle_id=digest_of(files)).exists()


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
        subject={"publication": str(publication.pk), "origin": origin},
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
    return catalogue_of(in_force().bundle_id)


def in_force() -> Publication:
    """What was published last, and where it came from. Raises NoCatalogue."""
    newest = Publication.objects.first()
    if newest is None:
        raise NoCatalogue(
            "No catalogue is published yet. `dareecha serve` publishes the shipped one."
        )
    return newest


@lru_cache(maxsize=4)
def catalogue_of(digest: str) -> Catalogue:
    """A catalogue by its digest. Bundles never change, so one reading serves for ever."""
    manifest = Bundle.objects.get(digest=digest).manifest
    stored = CatalogueFile.objects.in_bulk(set(manifest.values()))
    return Catalogue.from_files(
        {path: bytes(stored[sha256].content) for path, sha256 in manifest.items()}
    )
