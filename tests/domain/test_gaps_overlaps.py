"""Two benefits side by side: only what a confirmed source forbids is ever told."""

from __future__ import annotations

from datetime import date

import pytest
from small_catalogue import RULES, SCHEME, small_catalogue

from dareecha.domain.gaps.overlaps import Held, Overlap, forbidden_overlaps
from dareecha.domain.rules.catalogue import Catalogue, CatalogueRefused

GRANT, PENSION, HELP = (f"example/help/{name}" for name in ("grant", "pension", "family_help"))
Q1, Q2, Q3 = date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)


def catalogue(exclusion: str = "", limit: str = "") -> Catalogue:
    rules = RULES.replace(
        "    standard: not_known\n", f"    standard: not_known\n    exclusions: [{exclusion}]\n", 1
    )
    return small_catalogue(rules=rules, scheme=f"{SCHEME}limits: [{limit}]\n")


def held(row: str, benefit: str, **changes: object) -> Held:
    known = {"individual": "i1", "family": "f1", "household": "h1", "period": (Q1, Q2)}
    return Held(row=row, benefit=benefit, **{**known, **changes})  # type: ignore[arg-type]  # test data


def overlaps(entries: list[Held], exclusion: str = "", limit: str = "") -> list[Overlap]:
    return list(forbidden_overlaps(entries, catalogue(exclusion, limit)))


CONFIRMED = f"{{with: {PENSION}, confirmed: true, source: rules}}"


def test_a_confirmed_exclusion_broken_at_one_time_is_told_with_both_rows() -> None:
    one, other = held("a:1", GRANT), held("b:1", PENSION, period=(date(2026, 3, 31), Q3))
    assert overlaps([one, other], CONFIRMED) == [Overlap((one, other), "rules")]


def test_what_no_source_confirms_is_never_told() -> None:
    entries = [held("a:1", GRANT), held("b:1", PENSION)]
    assert overlaps(entries, CONFIRMED.replace("true", "false")) == []
    assert overlaps(entries) == []


def test_one_after_the_other_is_no_overlap_unless_the_source_says_ever() -> None:
    entries = [held("a:1", GRANT), held("b:1", PENSION, period=(Q2, Q3))]
    assert overlaps(entries, CONFIRMED) == []
    assert len(overlaps(entries, CONFIRMED.replace("source", "when: ever, source"))) == 1


def test_what_is_held_on_days_nobody_knows_overlaps_only_where_the_days_do_not_matter() -> None:
    limit = "{benefits: [grant, pension], at_most: 1, per: year, confirmed: true, source: rules}"
    entries = [held("a:1", GRANT, period=None), held("b:1", PENSION)]
    assert overlaps(entries, CONFIRMED, limit) == []
    assert len(overlaps(entries, CONFIRMED.replace("source", "when: ever, source"))) == 1


def test_two_people_of_a_house_overlap_only_where_the_source_speaks_of_the_house() -> None:
    entries = [held("a:1", GRANT), held("b:1", PENSION, individual="i2")]
    assert overlaps(entries, CONFIRMED) == []
    assert len(overlaps(entries, CONFIRMED.replace("source", "within: household, source"))) == 1


def test_an_unknown_family_overlaps_with_nobody() -> None:
    entries = [held("a:1", GRANT, family=""), held("b:1", PENSION, individual="i2", family="")]
    assert overlaps(entries, CONFIRMED.replace("source", "within: family, source")) == []


def test_one_of_a_house_only_is_told_once_and_never_of_one_person_alone() -> None:
    alone = f"{{with: {GRANT}, within: household, confirmed: true, source: rules}}"
    first, again = held("a:1", GRANT), held("a:2", GRANT)
    second = held("a:3", GRANT, individual="i2")
    assert overlaps([first, again], alone) == []
    assert overlaps([second, first, again], alone) == [Overlap((first, second), "rules")]


def test_more_kinds_in_a_year_than_the_limit_are_told() -> None:
    kinds = "benefits: [grant, pension, family_help]"
    limit = f"{{{kinds}, at_most: 2, per: year, confirmed: true, source: rules}}"
    three = [held("a:1", GRANT), held("b:1", PENSION, period=(Q3, Q3)), held("c:1", HELP)]
    assert [o.source for o in overlaps(three, limit=limit)] == ["rules"]
    assert overlaps(three[:2], limit=limit) == []
    assert overlaps(three, limit=limit.replace("confirmed: true", "confirmed: false")) == []
    november, may = date(2025, 11, 10), date(2026, 5, 12)
    across = [
        held("a:1", GRANT, period=(november, november)),
        held("b:1", PENSION, period=(november, november)),
        held("c:1", HELP, period=(may, may)),
    ]
    assert overlaps(across, limit=limit) == []
    assert len(overlaps(across, limit=limit.replace("per: year", "per: financial_year"))) == 1
    next_year = held("c:2", HELP, period=(date(2027, 1, 1), date(2027, 1, 2)))
    assert overlaps([*three[:2], next_year], limit=limit) == []


@pytest.mark.parametrize(
    ("exclusion", "limit", "said"),
    [
        (f"{{with: {PENSION}, confirmed: true, source: rules, within: house}}", "", "household"),
        (f"{{with: {PENSION}, confirmed: true, source: rules, when: never}}", "", "ever"),
        (
            "",
            "{benefits: [grantt], at_most: 1, per: year, confirmed: true, source: rules}",
            "grant",
        ),
        (
            "",
            "{benefits: [grant], at_most: 0, per: year, confirmed: true, source: rules}",
            "from 1",
        ),
        ("", "{benefits: [grant], at_most: 1, per: moon, confirmed: true, source: rules}", "year"),
    ],
)
def test_an_exclusion_or_limit_written_wrongly_is_refused(
    exclusion: str, limit: str, said: str
) -> None:
    with pytest.raises(CatalogueRefused, match=said):
        catalogue(exclusion, limit)
