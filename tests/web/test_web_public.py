"""What holds for every public page: light, without cookies, without scripts, few questions."""

import gzip
from pathlib import Path

import pytest

PAGES = (
    "",
    "schemes/",
    "trouble/money/",
    "trouble/illness/",
    "schemes/hearth/winter-grant/",
    "schemes/hearth/widows-help/",
    "schemes/mill/old-loom-pension/",
    "not-safe/",
)
STATIC = Path(__file__).parents[2] / "src/dareecha/web/static/dareecha"
LIGHT_ENOUGH = 60 * 1024
EVERYWHERE = [f"/{language}/{page}" for language in ("en", "ur", "ps") for page in PAGES]


def compressed(text: bytes) -> int:
    return len(gzip.compress(text, compresslevel=6, mtime=0))


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_first_visit_is_light_even_on_a_slow_line(show, path):
    loaded = [show(path).encode(), *(file.read_bytes() for file in STATIC.iterdir())]
    assert sum(compressed(part) for part in loaded) <= LIGHT_ENOUGH


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_is_kept_of_the_reader_and_no_script_runs(db, client, path):
    answer = client.get(path)
    assert not answer.cookies
    assert b"<script" not in answer.content
    assert b"style=" not in answer.content


@pytest.mark.parametrize("page", PAGES)
def test_a_public_page_asks_the_database_next_to_nothing(
    db, client, page, django_assert_max_num_queries
):
    # The transaction of the request and its settings; nothing else.
    with django_assert_max_num_queries(5):
        client.get(f"/en/{page}")


def test_only_reading_is_allowed(db, client):
    assert client.post("/en/schemes/").status_code == 405


def test_the_sheet_knows_no_left_and_no_right():
    sheet = (STATIC / "dareecha.css").read_text()
    assert "left" not in sheet
    assert "right" not in sheet.replace("copyright", "")


def test_every_trouble_of_the_shipped_catalogue_has_its_drawing():
    troubles = (Path(__file__).parents[2] / "schemes/troubles.yaml").read_text()
    drawings = (STATIC / "icons.svg").read_text()
    names = [line.split(":")[1].strip() for line in troubles.splitlines() if " icon:" in line]
    assert names
    assert [name for name in names if f'id="{name.replace(" ", "-")}"' not in drawings] == []
