"""Districts and tehsils under any of their names."""

from datetime import date
from pathlib import Path

import pytest

from dareecha.domain.vocabulary.places import UnreadablePlaces, places_from, read_places

SHIPPED = Path(__file__).resolve().parents[2] / "schemes"
DOCUMENT = {
    "districts": [
        {
            "code": "PK901",
            "name": {"en": "Upper Example", "ur": "بالائی مثال", "ps": None},
            "aliases": ["EXAMPLE UPPER", "مثالِ بالا"],
            "tehsils": [
                {"code": "PK90101", "name": {"en": "Riverside"}, "aliases": ["دریا پار"]},
                {"code": "PK90102", "name": {"en": "Hilltop"}},
            ],
        },
        {
            "code": "PK902",
            "name": {"en": "Lower Example", "ur": "پائیں مثال"},
            "tehsils": [{"code": "PK90201", "name": {"en": "Riverside"}}],
        },
    ]
}


@pytest.fixture
def places():
    return places_from(DOCUMENT)


@pytest.mark.parametrize(
    "written",
    [
        "Upper Example",
        "UPPER  EXAMPLE",
        "upper-example",
        "District Upper Example",
        "pk901",
        "PK901",
        "بالائی مثال",
        "بالائي مثال",
        "ضلع بالائی مثال",
        "بالائی\u200cمثال",
        "مثال بالا",
    ],
)
def test_a_district_is_known_by_code_name_and_alias_in_each_script(places, written):
    assert places.district_code(written) == "PK901"


def test_a_name_that_no_district_has_is_unknown_and_not_guessed(places):
    assert places.district_code("Middle Example") is None
    assert places.district_code("") is None


def test_two_districts_may_each_have_a_tehsil_of_one_name(places):
    assert places.tehsil_code("Riverside", district="PK901") == "PK90101"
    assert places.tehsil_code("Tehsil RIVERSIDE", district="PK902") == "PK90201"
    assert places.tehsil_code("دريا پار", district="PK901") == "PK90101"
    assert places.tehsil_code("Hilltop", district="PK902") is None


def test_a_union_councils_code_tells_its_district_and_tehsil(places):
    assert places.district_of_code("PK9010203") == "PK901"
    assert places.tehsil_of_code("pk9010203") == "PK90102"
    assert places.district_of_code("PK9990101") is None
    assert places.tehsil_of_code("PK901") is None


def test_a_district_without_an_english_name_goes_by_its_code():
    assert places_from({"districts": [{"code": "PK903"}]}).districts["PK903"].name == "PK903"
    assert places_from(DOCUMENT).districts["PK902"].name == "Lower Example"


def test_two_districts_that_share_a_name_are_refused():
    clash = {
        "districts": [{"code": "PK1", "aliases": ["Same"]}, {"code": "PK2", "aliases": ["SAME"]}]
    }
    with pytest.raises(UnreadablePlaces, match="PK2 and PK1 share the name"):
        places_from(clash)


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ({}, "no district in the file"),
        ({"districts": [{"name": {"en": "X"}}]}, "District number 1 .* has no code"),
        ({"districts": [{"code": "PK1", "tehsils": [{}]}]}, "tehsil of PK1 .* has no code"),
    ],
)
def test_a_broken_file_of_places_is_refused_with_the_entry(document, complaint):
    with pytest.raises(UnreadablePlaces, match=complaint):
        places_from(document)


def test_the_file_of_places_is_read_and_must_be_a_mapping(tmp_path):
    path = tmp_path / "places.yaml"
    path.write_text("districts: [{code: PK1, name: {en: One}}]", encoding="utf-8")
    assert read_places(path).district_code("one") == "PK1"
    path.write_text("- PK1", encoding="utf-8")
    with pytest.raises(UnreadablePlaces, match="should hold a list called districts"):
        read_places(path)


# --- Names that ended -----------------------------------------------------------------------------

FORMER = {
    **DOCUMENT,
    "former": [
        {"name": {"en": "Example", "ur": "مثال"}, "until": date(2022, 10, 1),
         "now": ["PK901", "PK902"]},
        {"name": {"en": "Old Lower"}, "aliases": ["Lower Agency"], "until": date(2018, 5, 31),
         "now": ["PK902"]},
    ],
}  # fmt: skip


def test_a_former_name_leads_to_the_districts_of_today() -> None:
    places = places_from(FORMER)
    split, renamed = places.former_district("District EXAMPLE"), places.former_district("مثال")
    assert split == renamed
    assert split is not None
    assert (split.now, split.until) == (("PK901", "PK902"), date(2022, 10, 1))
    old = places.former_district("lower agency")
    assert old is not None
    assert old.now == ("PK902",)
    assert places.former_district("Upper Example") is None


def test_the_day_on_which_a_name_ended_may_be_not_known() -> None:
    [example, _] = FORMER["former"]
    places = places_from({**DOCUMENT, "former": [{**example, "until": "not_known"}]})
    former = places.former_district("Example")
    assert former is not None
    assert (former.until, former.now) == (None, ("PK901", "PK902"))


@pytest.mark.parametrize("name", ["Chitral", "چترال", "Dir", "Kohistan", "South Waziristan"])
def test_a_district_that_was_split_is_no_name_of_one_of_its_parts(name: str) -> None:
    places = read_places(SHIPPED / "places.yaml")
    assert places.district_code(name) is None
    former = places.former_district(name)
    assert former is not None
    assert len(former.now) > 1
    assert all(places.districts[part].tehsils for part in former.now)


@pytest.mark.parametrize(
    "entry",
    [
        {"name": {"en": "Example"}, "until": date(2022, 10, 1), "now": ["PK999"]},
        {"name": {"en": "Example"}, "until": "2022", "now": ["PK901"]},
        {"name": {"en": "Example"}, "until": date(2022, 10, 1)},
        {"until": date(2022, 10, 1), "now": ["PK901"]},
    ],
)
def test_a_former_district_needs_name_day_and_successors(entry) -> None:
    with pytest.raises(UnreadablePlaces, match="Former district number 1"):
        places_from({**DOCUMENT, "former": [entry]})


def test_tehsils_of_one_name_are_all_found(places) -> None:
    assert [t.code for t in places.tehsils_called("tehsil riverside")] == ["PK90101", "PK90201"]
    assert places.tehsils_called("Nowhere") == ()
