"""The catalogue in force: checked whole, published once, never overwritten from outside."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError, connection
from psycopg.errors import InsufficientPrivilege
from small_lists import SHIPPED

from dareecha.catalogue import actions
from dareecha.catalogue.actions import (
    NoCatalogue,
    OlderCatalogue,
    catalogue_in_force,
    catalogue_of,
    publish,
    publish_named,
    publish_shipped,
)
from dareecha.catalogue.models import Bundle, CatalogueFile, Publication
from dareecha.domain.rules.catalogue import CatalogueRefused, digest_of, files_of
from dareecha.journal.models import Event
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as, as_nobody

pytestmark = pytest.mark.django_db(transaction=True)

KAFAALAT = "bisp/kafaalat/"
FILES = {
    path: content
    for path, content in files_of(SHIPPED).items()
    if path.count("/") < 2 or path.startswith(KAFAALAT)
} | {"troubles.yaml": b"troubles: []\n", "needs.yaml": b"needs: {}\n"}
NEWER = {**FILES, "papers.yaml": FILES["papers.yaml"] + b"# a later edition\n"}
EDITED = {**FILES, "offices.yaml": FILES["offices.yaml"] + b"# corrected here\n"}


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def published() -> list[tuple[str, str]]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return [(one.bundle_id, one.origin) for one in Publication.objects.order_by("id")]


def events() -> list[str]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        found = Event.objects.filter(type="catalogue.published").order_by("id")
        return [event.catalogue for event in found]


def test_before_anything_is_published_there_is_no_catalogue() -> None:
    with pytest.raises(NoCatalogue, match="dareecha serve"):
        catalogue_in_force()


def test_the_shipped_catalogue_is_published_once_however_often_the_service_starts(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, FILES)
    first = publish_shipped(folder)
    assert publish_shipped(folder) == first
    assert published() == [(digest_of(FILES), actions.SHIPPED)]
    assert events() == [digest_of(FILES)]
    assert first.officer == SYSTEM_DUTY.officer
    assert Bundle.objects.get().manifest.keys() == FILES.keys()


def test_what_is_in_force_is_read_from_the_database_byte_for_byte(tmp_path: Path) -> None:
    publish_shipped(written(tmp_path, FILES))
    found = catalogue_in_force()
    assert found.digest == digest_of(FILES)
    assert set(found.schemes) == {"bisp/kafaalat"}
    assert catalogue_of(found.digest) is found


def test_a_newer_shipped_catalogue_takes_over_and_the_older_stays_readable(tmp_path: Path) -> None:
    publish_shipped(written(tmp_path / "old", FILES))
    publish_shipped(written(tmp_path / "new", NEWER))
    assert catalogue_in_force().digest == digest_of(NEWER)
    assert catalogue_of(digest_of(FILES)).digest == digest_of(FILES)
    assert CatalogueFile.objects.count() == len(FILES) + 1
    assert events() == [digest_of(FILES), digest_of(NEWER)]


def test_a_catalogue_edited_here_is_never_overwritten_by_a_shipped_one(tmp_path: Path) -> None:
    publish_shipped(written(tmp_path / "old", FILES))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        publish(EDITED, origin="edited")
    kept = publish_shipped(written(tmp_path / "new", NEWER))
    assert kept.bundle_id == digest_of(EDITED)
    assert catalogue_in_force().digest == digest_of(EDITED)
    assert [origin for _, origin in published()] == [actions.SHIPPED, "edited"]


def test_an_older_catalogue_can_come_into_force_again_without_being_stored_again() -> None:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        for files in (FILES, EDITED, FILES):
            publish(files, origin="edited")
    assert catalogue_in_force().digest == digest_of(FILES)
    assert Bundle.objects.count() == 2
    assert len(published()) == 3


def test_a_refused_catalogue_leaves_nothing_behind_and_the_old_one_in_force(
    tmp_path: Path,
) -> None:
    publish_shipped(written(tmp_path / "old", FILES))
    broken = {**NEWER, f"{KAFAALAT}rules.yaml": b"benefits: {}\nsurprise: 1\n"}
    with pytest.raises(CatalogueRefused, match=r"bisp/kafaalat/rules.yaml"):
        publish_shipped(written(tmp_path / "new", broken))
    assert published() == [(digest_of(FILES), actions.SHIPPED)]
    assert CatalogueFile.objects.count() == len(FILES)
    assert len(events()) == 1


def test_a_publication_that_breaks_off_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise OSError("the journal is full")

    with monkeypatch.context() as broken:
        broken.setattr(actions.journal, "record", breaks)
        with pytest.raises(OSError, match="journal"):
            publish_shipped(written(tmp_path, FILES))
    assert (published(), CatalogueFile.objects.count(), Bundle.objects.count()) == ([], 0, 0)


def test_two_first_starts_at_once_publish_once(tmp_path: Path, database) -> None:
    folder = written(tmp_path, FILES)
    with psycopg.connect(database.app) as other:
        other.execute("select pg_advisory_xact_lock(hashtext('publishing the catalogue'))")
        with acting_as(SYSTEM_DUTY, purpose="a test"), connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '200ms'")
            with pytest.raises(OperationalError, match="lock timeout"):
                publish_shipped(folder)
    publish_shipped(folder)
    assert len(published()) == 1


def test_everybody_may_know_what_is_in_force_and_only_some_may_publish(
    tmp_path: Path, on_duty
) -> None:
    publish_shipped(written(tmp_path, FILES))
    with as_nobody():
        assert Publication.objects.count() == 1
    duty = on_duty(role="officer").context
    with (
        pytest.raises(ProgrammingError) as refused,
        acting_as(duty, purpose="a test"),
    ):
        publish(EDITED, origin="edited")
    assert isinstance(refused.value.__cause__, InsufficientPrivilege)
    with acting_as(on_duty(role="administrator").context, purpose="a correction"):
        assert publish(EDITED, origin="edited").officer


def test_a_stored_bundle_cannot_be_changed_or_removed_by_the_service(tmp_path: Path) -> None:
    publish_shipped(written(tmp_path, FILES))
    for statement in (
        "update catalogue_cataloguefile set content = ''",
        "delete from catalogue_bundle",
        "update catalogue_publication set origin = 'edited'",
    ):
        with (
            pytest.raises(ProgrammingError),
            acting_as(SYSTEM_DUTY, purpose="a test"),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


# --- A folder that DAREECHA_SCHEMES names ------------------------------------------------------


def test_a_named_catalogue_is_recorded_as_named_and_never_as_shipped(tmp_path: Path) -> None:
    named = publish_named(written(tmp_path, EDITED))
    assert (named.origin, named.is_shipped) == ("DAREECHA_SCHEMES", False)
    assert publish_named(tmp_path) == named
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        [event] = Event.objects.filter(type="catalogue.published")
    assert event.record["subject"]["origin"] == "DAREECHA_SCHEMES"


def test_the_shipped_catalogue_does_not_push_a_named_one_out(tmp_path: Path) -> None:
    publish_shipped(written(tmp_path / "shipped", FILES))
    publish_named(written(tmp_path / "named", EDITED))
    for _ in range(2):
        kept = publish_shipped(tmp_path / "shipped")
        assert (kept.bundle_id, kept.origin) == (digest_of(EDITED), "DAREECHA_SCHEMES")
    publish_shipped(written(tmp_path / "newer", NEWER))
    assert catalogue_in_force().digest == digest_of(EDITED)


def test_a_named_catalogue_that_was_replaced_does_not_come_back_unnoticed(tmp_path: Path) -> None:
    publish_named(written(tmp_path / "old", EDITED))
    publish_named(written(tmp_path / "new", NEWER))
    with pytest.raises(OlderCatalogue) as refused:
        publish_named(tmp_path / "old")
    assert str(tmp_path / "old") in str(refused.value)
    assert digest_of(NEWER)[:12] in str(refused.value)
    assert catalogue_in_force().digest == digest_of(NEWER)


def test_an_older_release_beside_a_newer_one_does_not_put_its_catalogue_back(
    tmp_path: Path,
) -> None:
    publish_shipped(written(tmp_path / "old", FILES))
    publish_shipped(written(tmp_path / "new", NEWER))
    assert publish_shipped(tmp_path / "old").bundle_id == digest_of(NEWER)
    assert len(published()) == 2
