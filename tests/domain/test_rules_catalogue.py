"""A mistake in a scheme's files is named with file, line and what to do."""

# ruff: noqa: E501  (tables of mistakes and rules read better on one line each)
from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_catalogue import ENGLISH, FACTS, PARAMETERS, RULES, SCHEME, files, small_catalogue

from dareecha.domain.rules.catalogue import Catalogue, CatalogueRefused, digest_of
from dareecha.domain.rules.texts import fill, in_lakhs, placeholders, spoken
from dareecha.domain.rules.tree import BOOL, DATE, Type

FOLDER = "example/help/"


def problems(**changes: str | None) -> list[str]:
    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.from_files(files(**changes))
    assert str(refused.value).splitlines() == [str(p) for p in refused.value.problems]
    return [str(problem) for problem in refused.value.problems]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_small_catalogue_has_one_scheme_with_a_benefit_of_each_unit() -> None:
    catalogue = small_catalogue()
    assert {benefit.unit for benefit in catalogue.benefits()} == {
        "household", "family", "individual", "event",
    }  # fmt: skip
    assert catalogue.benefit("example/help/grant").name == "grant"
    assert "example/help/pension" in catalogue.benefit_ids()
    with pytest.raises(KeyError):
        catalogue.benefit("example/help/nothing")


def test_a_wrong_key_names_file_line_and_the_key_that_was_meant() -> None:
    rules = RULES.replace("decided_by: data", "decided_bye: data", 1)
    wrong = [problem for problem in problems(rules=rules) if "is not known here" in problem]
    [(where, message)] = [problem.split(": ", 1) for problem in wrong]
    assert where == f"{FOLDER}rules.yaml:{line_of(rules, 'decided_bye')}"
    assert 'Did you mean "decided_by"?' in message


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "says"),
    [
        ("parameters", PARAMETERS, "{from: 2026-01-01, value: 32", "{value: 32", "has no date"),
        ("parameters", PARAMETERS, "from: 2026-01-01, value: 32", "from: soon, value: 32", "a day such as"),
        ("parameters", PARAMETERS, "from: 2026-01-01, value: 32", "from: 2026-02-30, value: 32", "not a day of the calendar"),
        ("parameters", PARAMETERS, "from: 2026-07-01", "from: 2026-01-01", "later than the value before"),
        ("parameters", PARAMETERS, "value: 32,", "value: 32.001,", '"32.001" is not a number of points'),
        ("parameters", PARAMETERS, "value: 5000", "value: many", '"many" is not a number of PKR'),
        ("parameters", PARAMETERS, "type: int", "type: money", "should be one of int, decimal"),
        ("parameters", PARAMETERS, "values: [{from: 2026-01-01, value: 32, source: rules}]", "values: []", "a list of values should stand"),
        ("parameters", PARAMETERS, "  floor:", "  wage:", '"wage" is a fact'),
        ("parameters", PARAMETERS, "value: 32, source: rules", "value: 32", 'the key "source" is missing'),
        ("rules", RULES, "test: not any(in_service)", "test: not any(in_servce)", 'Did you mean "in_service"?'),
        ("rules", RULES, "amount: grant_amount", "amount: grant_amont", 'Did you mean "grant_amount"?'),
        ("rules", RULES, "amount: grant_amount", "amount: poverty_score", "whole rupees should stand here"),
        ("rules", RULES, "amount: grant_amount", "amount: home_kind", "whole rupees should stand here"),
        ("rules", RULES, "amount: grant_amount", "amount: rooms * max(count(certified), 1) + sum(insured_months)", "whole rupees"),
        ("rules", RULES, "per: month", "per: fortnight", "should be one of month, quarter"),
        ("rules", RULES, "unit: household", "unit: village", '"village" should be one of household'),
        ("rules", RULES, "door: window", "door: windoe", 'Did you mean "window"?'),
        ("rules", RULES, "rates_on: event_date", "rates_on: payday", "should be one of as_of, event_date"),
        ("rules", RULES, "decided_by: committee", "decided_by: data", "Use decided_by: committee"),
        ("rules", RULES, "asked_by: department", "asked_by: neighbour", 'can only be "department"'),
        ("rules", RULES, "{id: judged, asked_by: department}", "{id: judged, asked_by: department, test: certified}", "never evaluated here"),
        ("rules", RULES, "{id: insured, test: insured_months >= 180}", "{id: insured}", 'the key "test" is missing'),
        ("rules", RULES, "kind: step", "kind: stairs", "should be one of bar, step"),
        ("rules", RULES, "{id: insured, test", "{id: old_enough, test", '"old_enough" stands twice'),
        ("rules", RULES, "- from: 2025-01-01", "- from: 2024-01-01", "begins before the version above ends"),
        ("rules", RULES, "- from: 2025-01-01", "- to: 2025-01-01", "this version has no day"),
        ("rules", RULES, "to: 2025-01-01", "to: never", "should be a day (2026-01-01) or not_known"),
        ("rules", RULES, "        all:\n          - {id: poor_enough", "        every:\n          - {id: poor_enough", "exactly one of `all:` or `any:`"),
        ("rules", RULES, "          - any:\n              - {id: small_income, test: family_income <= 20000}\n              - {id: widow, test: any(marital_status == 'widowed' for member in family)}\n", "          - any: []\n", "at least one criterion"),
        ("rules", RULES, "          - any:\n", "          - all: []\n            any:\n", "exactly one of"),
        ("rules", RULES, "for_whom: age_years < 18", "for_whom: age_years", "must be true or false"),
        ("rules", RULES, "standard: {kind: law", "standard: {kind: wish", "should be one of law, pledge"),
        ("rules", RULES, "rates_on: event_date\n", "rates_on: event_date\n    exclusions: [{with: a/b/c}]\n", 'the key "confirmed" is missing'),
        ("rules", RULES, "rates_on: event_date\n", "rates_on: event_date\n    exclusions: [{with: example/help/pensoin, confirmed: true, source: x}]\n", 'no benefit of this catalogue, nor one that departments.yaml lists as without_rules. Did you mean "example/help/pension"?'),
        ("departments", "departments: {example: {name: {en: Example}, level: provincial, without_rules: [a/b/c]}}", "[a/b/c]", "5", "a list of benefits (department/scheme/benefit)"),
        ("scheme", SCHEME, "papers: [card]", "papers: [cart]", '"cart" is not in papers.yaml. Did you mean "card"?'),
        ("scheme", SCHEME, "offices: [desk]", "offices: [disk]", 'Did you mean "desk"?'),
        ("scheme", SCHEME, "offices: [desk]", "offices: [[desk]]", "is not in offices.yaml"),
        ("scheme", SCHEME, "department: example", "department: exampel", 'Did you mean "example"?'),
        ("scheme", SCHEME, "contingencies: [poverty]", "contingencies: [povrety]", 'Did you mean "poverty"?'),
        ("scheme", SCHEME, "level: provincial", "level: district", "federal, provincial"),
        ("scheme", SCHEME, "state: active", "state: alive", "should be one of planned, active"),
        ("rules", RULES, "    rates_on: event_date\n", "    rates_on: event_date\n    states: [{from: 2026-01-01, state: shut, districts: all, source: rules}]\n", '"shut" should be one of planned, active'),
        ("rules", RULES, "- from: 2026-01-01\n        source: rules", "- from: 2026-01-01\n        source: rule", '"rule" is no id among the sources of scheme.yaml. Did you mean "rules"?'),
        ("rules", RULES, "test: not any(in_service)}", "test: not any(in_service), source: board}", '"board" is no id among the sources'),
        ("parameters", PARAMETERS, "value: 5000, source: rules", "value: 5000, source: ruels", '"ruels" is no id among the sources of scheme.yaml. Did you mean "rules"?'),
        ("scheme", SCHEME, "districts: all", "districts: some", "a list of district codes"),
        ("scheme", SCHEME, "fees_pkr: 0\n", "", 'the key "fees_pkr" is missing'),
        ("scheme", SCHEME, "papers: [card]", "papers: card", "a list should"),
        ("rules", RULES, "    rates_on: event_date\n", "    rates_on: event_date\n    papers: card\n", "a list should"),
        ("scheme", SCHEME, "level: provincial", "level: provincial\nlevel: federal", '"level" stands twice'),
        ("scheme", SCHEME, "fees_pkr: 0", "fees_pkr: 0\nfunded_until: soon", "or not_known"),
        ("troubles", "troubles: []", "[]", "[{id: x, benefits: [example/help/gront]}]", 'Did you mean "example/help/grant"?'),
        ("offices", "offices: {desk: {name: {en: Desk}}}", "Desk}", "Desk}, districts: all", "a list of district codes"),
        ("offices", "offices: {desk: {name: {en: Desk}}}", "Desk}", "Desk}, districts: [PK5]", '"PK5" is no district'),
        ("troubles", "troubles: []", "[]", "[x]", '"troubles" with its entries'),
        ("offices", "offices: {desk: {}}", "offices", "places", '"offices" with its entries'),
        ("examples", "[]", "[]", "{a: 1}", "a list of examples should stand here"),
        ("examples", "[]", "[]", "[a]", "a list of examples should stand here"),
        ("en", ENGLISH, "fails: It fails.", "fails: 'It fails {rooms}.'", "{rooms} is not a single value of this test. Allowed: ceiling, ceiling_certified, poverty_score"),
        ("en", ENGLISH, "holds: It holds.", "holds: 'Score {poverty_score'", "the braces do not fit"),
        ("en", ENGLISH, "holds: It holds.", "holds: '{poverty_score:.2f}'", "the braces do not fit"),
        ("en", ENGLISH, "holds: It holds.", "hold: It holds.", 'no English text for "holds"'),
        ("en", ENGLISH, "nobody_serves: {holds: It holds.", "nobody_serves: {holds: 'Not {in_service}.'", "Allowed: none"),
        ("ur", "scheme: {name: x}", "scheme", "skheme", 'Did you mean "scheme"?'),
        ("facts", FACTS, "entity: household, type: int", "entity: street, type: int", '"street" should be one of household'),
        ("facts", FACTS, "type: int, min: 0, max: 40", "type: number, min: 0, max: 40", '"number" should be one of bool'),
        ("facts", FACTS, "values: [own, rented, none], ", "", 'needs its "values"'),
        ("facts", FACTS, "max: 40", "sensitivity: secret", "ordinary, sensitive, protected"),
        ("facts", FACTS, "max: 40", "max: forty", '"forty" stands here; a number should'),
        ("facts", FACTS, "values: [own, rented, none]", "values: [own, rented, none], value_labels: {owned: {en: Own}}", '"owned" is none of its values'),
        ("facts", FACTS, "scale: 2", "scale: two", "a whole number from 0 to 9"),
        ("facts", FACTS, "max: 40", "maximum: 40", 'Did you mean "max"?'),
        ("facts", FACTS, "  rooms:", "  vital_status:", "built in and cannot be defined again"),
        ("facts", FACTS, "  rooms:", "  home_kind:", '"home_kind" stands twice'),
        ("facts", FACTS, "years_between(date_of_birth, as_of)", "years_between(date_of_brith, as_of)", 'Did you mean "date_of_birth"?'),
        ("facts", FACTS, 'derived: "count(is_child_of_subject)"', 'derived: "certified"', "but the fact is a number"),
        ("facts", FACTS, "applies_if: in_service", "applies_if: wage", "must be true or false"),
        ("facts", FACTS, "applies_if: in_service", "applies_if: wage > 0", "follows from itself"),
        ("facts", FACTS, 'derived: "count(is_child_of_subject)"', 'derived: "age_years + children_at_home"', "follows from itself"),
        ("facts", FACTS, "facts:\n", "facts: 5\nother:\n", "a mapping of keys to values should"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_where_it_stands(
    name: str, text: str, old: str, new: str, says: str
) -> None:
    found = problems(**{name: changed(text, old, new)})
    assert any(says in problem for problem in found), found


def test_a_derived_fact_that_leads_into_a_circle_is_not_blamed_for_it() -> None:
    facts = FACTS.replace(
        'derived: "count(is_child_of_subject)"', 'derived: "children_at_home + 1"'
    ).replace(
        'derived: "years_between(date_of_birth, as_of)"', 'derived: "children_at_home + 2"'
    ).replace(
        'derived: "any(in_service for member in household if is_spouse_of_subject)"',
        'derived: "age_years > 1 and age_years > 2"',
    )  # fmt: skip
    circles = [problem for problem in problems(facts=facts) if "follows from itself" in problem]
    assert [problem.split(":")[1] for problem in circles] == [
        str(line_of(facts, "children_at_home:"))
    ]


def test_a_circle_of_three_is_found() -> None:
    facts = FACTS + "".join(
        f'  {name}: {{entity: household, type: int, derived: "{other} + 1", label: {{en: X}}}}\n'
        for name, other in (("one", "two"), ("two", "three"), ("three", "one"))
    )
    assert sum("follows from itself" in problem for problem in problems(facts=facts)) == 3


def test_an_office_may_say_which_districts_it_serves() -> None:
    catalogue = small_catalogue(
        places="districts: [{code: PK5}]",
        offices="offices: {desk: {name: {en: Desk}, districts: [PK5]}}",
    )
    assert catalogue.offices["desk"]["districts"] == ["PK5"]


def test_a_trouble_may_lead_to_any_benefit_there_is() -> None:
    catalogue = small_catalogue(troubles="troubles: [{id: x, benefits: [example/help/grant]}]")
    assert catalogue.troubles[0]["id"] == "x"


@pytest.mark.parametrize(
    "name", ["facts", "papers", "scheme", "rules", "parameters", "examples", "en", "ps"]
)
def test_a_missing_file_is_named(name: str) -> None:
    assert any(f"{name}.yaml:1: this file is missing." in p for p in problems(**{name: None}))


def test_a_catalogue_without_schemes_is_refused() -> None:
    shared = {path: text for path, text in files().items() if "/" not in path}
    with pytest.raises(CatalogueRefused, match="no scheme folders"):
        Catalogue.from_files(shared)


def test_a_file_that_is_not_utf8_is_refused() -> None:
    content = {**files(), "example/help/scheme.yaml": "département: x".encode("latin-1")}
    with pytest.raises(CatalogueRefused, match=r"not UTF-8 \(byte 1\)"):
        Catalogue.from_files(content)


def test_every_mistake_of_a_catalogue_is_told_at_once() -> None:
    found = problems(
        scheme=SCHEME.replace("[card]", "[cart]"), rules=RULES.replace("per: month", "per: moon")
    )
    assert {problem.split(":")[0] for problem in found} == {
        f"{FOLDER}scheme.yaml", f"{FOLDER}rules.yaml",
    }  # fmt: skip


def test_a_rule_without_versions_is_refused() -> None:
    start = RULES.index("    versions:\n")
    end = RULES.index("  pension:\n")
    assert any("at least one version" in p for p in problems(rules=RULES[:start] + RULES[end:]))


def test_the_digest_is_sha256_over_sorted_lines_of_path_and_hash() -> None:
    content = files()
    lines = "".join(
        f"{path} {hashlib.sha256(content[path]).hexdigest()}\n" for path in sorted(content)
    )
    assert small_catalogue().digest == hashlib.sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize("path", sorted(files()))
def test_the_digest_changes_with_any_file(path: str) -> None:
    content = files()
    assert digest_of({**content, path: content[path] + b"\n# a word"}) != digest_of(content)
    renamed = {(key + "x" if key == path else key): text for key, text in content.items()}
    assert digest_of(renamed) != digest_of(content)


def test_a_folder_is_read_like_its_files(tmp_path: Path) -> None:
    for path, content in files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert Catalogue.from_folder(tmp_path).digest == small_catalogue().digest


def test_states_parameters_and_versions_are_half_open_in_time() -> None:
    scheme = small_catalogue(
        scheme=SCHEME.replace(
            "states: [", "funded_until: 2027-01-01\nstates: [{from: 2026-06-01, state: suspended,"
            " districts: [PK517], source: x, confirmed_on: not_known}, ",
        ),
    ).schemes["example/help"]  # fmt: skip
    assert scheme.state_on(date(2025, 12, 31)) is None
    assert [scheme.state_on(date(2026, m, 1)).state for m in (1, 6)] == ["active", "suspended"]
    assert scheme.funded_until == date(2027, 1, 1)
    assert scheme.states[1].districts == ("PK517",)
    rate = scheme.parameters["grant_amount"]
    assert rate.on(date(2025, 12, 31)) is None
    assert [rate.on(day).value for day in (date(2026, 6, 30), date(2026, 7, 1))] == [5000, 6000]
    damage = scheme.benefits["example/help/damage"]
    assert damage.in_force(date(2021, 12, 31)) is None
    assert damage.in_force(date(2024, 12, 31)) is damage.versions[0]
    assert damage.in_force(date(2025, 1, 1)) is damage.versions[1]
    assert damage.scheme_id == "example/help"


def test_parameters_may_be_days_words_and_truths() -> None:
    more = PARAMETERS + (
        "  first_day: {type: date, values: [{from: 2026-01-01, value: 2020-01-01, source: rules}]}\n"
        "  kind: {type: text, values: [{from: 2026-01-01, value: own, source: rules}]}\n"
        "  open: {type: bool, values: [{from: 2026-01-01, value: true, source: rules}]}\n"
    )
    found = small_catalogue(parameters=more).schemes["example/help"].parameters
    values = [found[name].values[0].value for name in ("first_day", "kind", "open")]
    assert values == [date(2020, 1, 1), "own", True]


def test_a_benefit_with_states_of_its_own_leaves_its_scheme() -> None:
    own = "    rates_on: event_date\n    states: [{from: 2026-06-01, state: suspended, districts: all, source: rules}]\n"
    catalogue = small_catalogue(rules=RULES.replace("    rates_on: event_date\n", own))
    damage, grant = (catalogue.benefit(f"example/help/{name}") for name in ("damage", "grant"))
    day, before = date(2026, 11, 1), date(2026, 5, 31)
    assert [(one.state_on(day) or one).state for one in (damage, grant)] == ["suspended", "active"]
    assert damage.state_on(before) is None
    assert catalogue.schemes["example/help"].state_on(day) == grant.state_on(day)


def test_a_source_may_be_a_sentence_or_an_address() -> None:
    for source in ("rule 4(a)", "https://example.org/rules"):
        rules = RULES.replace("not any(in_service)}", f"not any(in_service), source: '{source}'}}")
        rule = small_catalogue(rules=rules).benefit("example/help/grant").versions[0].rule
        assert [criterion.source for criterion in rule.criteria()] == ["rules", source]


@pytest.mark.parametrize(
    ("test", "warned"),
    [
        ("any(wage > 5)", []),
        ("not any(wage > 5)", ["under `not`"]),
        ("all(wage > 5)", ["inside all(…)"]),
        ("all(certified for member in household if wage > 5)", []),
        ("not any(certified and not wage > 5)", []),
        ("not any(certified)", []),
        ("not any(well_paid)", ["under `not`"]),
        ("not all(wage > 5)", ["inside all(…)"]),
    ],
)
def test_a_fact_that_may_not_apply_is_warned_of_where_that_would_be_a_yes(
    test: str, warned: list[str]
) -> None:
    facts = (
        FACTS
        + "  well_paid: {entity: individual, type: bool, derived: wage > 100, label: {en: Well paid}}\n"
    )
    rules = RULES.replace("test: not any(in_service)", f'test: "{test}"', 1)
    warnings = [str(one) for one in small_catalogue(facts=facts, rules=rules).warnings]
    assert [word for word in warned if not any(word in one for one in warnings)] == []
    assert len(warnings) == len(warned)
    for one in warnings:
        assert one.startswith(f"{FOLDER}rules.yaml:{line_of(rules, 'nobody_serves')}: ")
        assert '"wage" stands ' in one
        assert "may not apply (in_service)" in one


def test_a_derived_fact_is_warned_of_where_it_is_defined() -> None:
    facts = (
        FACTS
        + '  poor: {entity: individual, type: bool, derived: "not wage > 100", label: {en: Poor}}\n'
    )
    [warning] = small_catalogue(facts=facts).warnings
    assert str(warning).startswith(f"facts.yaml:{line_of(facts, '  poor:')}: ")


def test_exclusions_standards_and_fees_are_read() -> None:
    rules = RULES.replace(
        "rates_on: event_date\n",
        "rates_on: event_date\n    exclusions: [{with: a/b/c, confirmed: true, source: x},"
        " {with: example/help/pension, confirmed: not_known, source: x}]\n",
    ).replace("days: 30", "days: not_known")
    scheme = small_catalogue(
        rules=rules, scheme=SCHEME.replace("fees_pkr: 0", "fees_pkr: not_known")
    ).schemes["example/help"]
    excluded = scheme.benefits["example/help/damage"].exclusions
    assert [(e.benefit, e.is_confirmed) for e in excluded] == [
        ("a/b/c", True),
        ("example/help/pension", False),
    ]
    assert scheme.benefits["example/help/pension"].standard.days is None
    assert scheme.fees_pkr is None


def test_a_text_not_yet_written_is_none() -> None:
    scheme = small_catalogue().schemes["example/help"]
    assert scheme.say("ur", "scheme", "name") == "مدد"
    assert scheme.say("ur", "criteria", "poor_enough", "holds") is None
    assert scheme.say("en", "scheme") is None
    assert scheme.say("de", "scheme", "name") is None


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    return [path, *(deeper for key, part in entries for deeper in paths(part, (*path, key)))]


PLACES = [(file, path) for file, text in files().items() for path in paths(yaml.safe_load(text))]
ODD = [None, 5, -1, 1.5, True, "x", [], ["x"], [[]], [{}], {}, {"a": 1}, {1: 2}, date(2026, 1, 1)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.sampled_from(PLACES), odd=st.sampled_from(ODD))
def test_whatever_stands_anywhere_in_a_file_it_is_read_or_refused_by_name(
    place: tuple[str, tuple[Any, ...]], odd: Any
) -> None:
    file, path = place
    content = yaml.safe_load(files()[file])
    if path:
        inner = content
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = odd
    else:
        content = odd
    try:
        Catalogue.from_files({**files(), file: yaml.safe_dump(content).encode()})
    except CatalogueRefused as refused:
        assert all(problem.message for problem in refused.problems)  # noqa: PT017


def test_numbers_days_and_words_are_spoken_as_people_write_them() -> None:
    money, points = Type("number", 0, "PKR"), Type("number", 2, "points")
    assert spoken((14500, 14500), money, "en") == "14,500"
    assert spoken((1000000, 1000000), money, "ur") == "10,00,000"
    assert spoken((3150, 3150), points, "en") == "31.5"
    assert spoken((3200, 3200), points, "en") == "32"
    assert spoken((55, 65), Type("number"), "ps") == "55 تر 65"
    assert spoken((date(2026, 3, 5),) * 2, DATE, "en") == "5 March 2026"
    assert spoken((True, True), BOOL, "ur") == "ہاں"
    assert spoken(frozenset(("never_married",)), Type("word"), "en") == "never married"
    assert [in_lakhs(n) for n in (0, -14500, 12345678)] == ["0", "-14,500", "1,23,45,678"]


def test_only_bare_names_stand_between_braces() -> None:
    assert placeholders("{a} and {b}, {{kept}}") == {"a", "b"}
    assert fill("{a} of {b}", {"a": "5"}, "not known") == "5 of not known"
    for text in ("{a:d}", "{a!r}", "{a", "}"):
        with pytest.raises(ValueError):  # noqa: PT011
            placeholders(text)
