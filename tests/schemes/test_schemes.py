"""The law as data: every scheme loads, cites, speaks, and answers its own examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.examples import differences, failing_examples
from dareecha.domain.rules.catalogue import Catalogue, CatalogueRefused, digest_of, files_of
from dareecha.domain.rules.scheme import Benefit, Criterion, Scheme
from dareecha.domain.rules.texts import OUTCOMES

FOLDER = Path(__file__).resolve().parents[2] / "schemes"
FILES = files_of(FOLDER)
CATALOGUE = Catalogue.from_files(FILES)
ASSESSOR = Assessor(CATALOGUE)
SCHEMES = list(CATALOGUE.schemes.values())
BENEFITS = list(CATALOGUE.benefits())
BENEFITS_PROMISED = {
    "bisp/kafaalat/cash",
    "bisp/taleemi-wazaif/stipend",
    "zakat/guzara/allowance",
    "eobi/pensions/old-age-pension",
    "eobi/pensions/old-age-grant",
    "eobi/pensions/invalidity-pension",
    "eobi/pensions/survivors-pension",
    "health/sehat-card/inpatient",
    "social-welfare/disability/certificate",
    "social-welfare/disability/severe-allowance",
    "social-welfare/disability/one-off-grant",
    "relief/disaster/death",
    "relief/disaster/injury",
    "relief/disaster/house",
    "bisp/taleemi-wazaif/primary-bonus",
    "health/sehat-card/outpatient",
    "relief/disaster/shop",
    "relief/disaster/vehicle",
    "relief/disaster/livestock",
    "relief/disaster/crops",
    "relief/terrorism-victims/death",
    "relief/terrorism-victims/injury",
    "relief/displaced-families/monthly",
    "relief/displaced-families/bajaur-2025",
    "relief/displaced-families/tirah-2026",
    "labour/wwb-grants/marriage",
    "labour/wwb-grants/death",
    "bisp/nashonuma/cash",
    "pbm/individual-assistance/medical",
    "pbm/individual-assistance/education",
    "pbm/individual-assistance/general",
    "pbm/individual-assistance/rehabilitation",
    "pbm/individual-assistance/special-persons",
    "opf/financial-aid/death",
    "opf/financial-aid/disability",
    "opf/services/help",
    "zakat/health-care/treatment",
    "zakat/marriage/assistance",
    "social-welfare/roshan-mustaqbil/stipend",
    "social-welfare/sahara/stipend",
    "social-welfare/shelter-home/stay",
}
FAITH = ("religion", "faith", "muslim", "sect", "minority", "nationality")

each_scheme = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
each_benefit = pytest.mark.parametrize("benefit", BENEFITS, ids=lambda benefit: benefit.id)
each_example = pytest.mark.parametrize(
    ("scheme", "example"),
    [
        pytest.param(scheme, example, id=f"{scheme.id}: {example['name']}")
        for scheme in SCHEMES
        for example in scheme.examples
    ],
)


def criteria_of(scheme: Scheme) -> Iterator[Criterion]:
    for benefit in scheme.benefits.values():
        for version in benefit.versions:
            yield from version.rule.criteria()


def test_every_promised_benefit_is_there() -> None:
    assert CATALOGUE.benefit_ids() >= BENEFITS_PROMISED


@each_example
def test_an_example_comes_out_as_written(scheme: Scheme, example: Mapping[str, Any]) -> None:
    assert list(differences(scheme, example, ASSESSOR)) == []


@each_scheme
def test_a_scheme_has_five_examples_with_names_of_their_own(scheme: Scheme) -> None:
    names = [example["name"] for example in scheme.examples]
    assert len(names) >= 5
    assert len(set(names)) == len(names)
    assert all(example.get("expect") for example in scheme.examples)


@each_benefit
def test_a_benefit_is_shown_by_examples_that_end_differently(benefit: Benefit) -> None:
    scheme = CATALOGUE.scheme_of(benefit.id)
    verdicts: set[str] = set()
    for example in scheme.examples:
        expected = example["expect"].get(benefit.name)
        verdicts |= set(expected.values()) if isinstance(expected, Mapping) else {expected}
    assert len(verdicts - {None}) >= 2


@each_scheme
def test_a_scheme_cites_its_sources_and_says_how_sure_they_are(scheme: Scheme) -> None:
    assert scheme.sources
    for source in scheme.sources:
        assert source["title"]
        assert source["strength"] in ("stated", "weak", "inferred")
        assert source["as_of"] == "not_known" or isinstance(source["as_of"], date)
    for criterion in criteria_of(scheme):
        assert criterion.source, criterion.id
    for state in scheme.states:
        assert state.source
    for benefit in scheme.benefits.values():
        assert all(version.source for version in benefit.versions)


@each_scheme
def test_every_figure_has_a_day_and_a_source_and_what_is_not_known_has_a_question(
    scheme: Scheme,
) -> None:
    written = yaml.safe_load(FILES[f"{scheme.id}/parameters.yaml"])["parameters"] or {}
    for name, parameter in written.items():
        days = [value["from"] for value in parameter["values"]]
        assert days == sorted(set(days)), name
        for value in parameter["values"]:
            assert value["source"], name
            if value["value"] == "not_known":
                assert value["ask"]["en"], name


@each_scheme
def test_a_scheme_speaks_english_and_has_its_names_in_urdu_and_pashto(scheme: Scheme) -> None:
    for path in (("scheme", "name"), ("scheme", "summary")):
        assert scheme.say("en", *path)
    for language in ("ur", "ps"):
        own = scheme.say(language, "scheme", "name")
        assert own
        assert own != scheme.say("en", "scheme", "name")
        for benefit in scheme.benefits.values():
            said = scheme.say(language, "benefits", benefit.name, "name")
            assert said, f"{benefit.id} has no name in {language}"
            assert any(ord(letter) > 0x600 for letter in said)
    for benefit in scheme.benefits.values():
        assert scheme.say("en", "benefits", benefit.name, "name")


@each_scheme
def test_every_criterion_says_in_english_what_holds_fails_and_is_not_known(scheme: Scheme) -> None:
    for criterion in criteria_of(scheme):
        wanted = ("unknown",) if criterion.asked_by_department else OUTCOMES
        for outcome in (*wanted, "short"):
            assert scheme.say("en", "criteria", criterion.id, outcome), (criterion.id, outcome)


@each_scheme
def test_every_text_says_who_reviewed_it(scheme: Scheme) -> None:
    for language in ("en", "ur", "ps"):
        assert scheme.texts[language].get("review") in ("machine", "native"), language


@each_scheme
def test_a_scheme_names_offices_and_papers_that_exist(scheme: Scheme) -> None:
    assert set(scheme.offices) <= set(CATALOGUE.offices)
    assert set(scheme.papers) <= set(CATALOGUE.papers)
    assert scheme.offices
    assert scheme.department in CATALOGUE.departments


@each_benefit
def test_the_committees_own_judgement_is_asked_by_the_department_only_where_it_decides(
    benefit: Benefit,
) -> None:
    for version in benefit.versions:
        for criterion in version.rule.criteria():
            assert (criterion.test is None) == criterion.asked_by_department
            assert not (criterion.asked_by_department and benefit.decided_by == "data")


def test_no_fact_states_faith_or_nationality() -> None:
    for name in CATALOGUE.facts:
        assert not any(word in name for word in FAITH), name


def test_every_trouble_leads_to_benefits_that_exist_and_every_scheme_is_reached() -> None:
    troubles = {trouble["id"] for trouble in CATALOGUE.troubles}
    for scheme in SCHEMES:
        assert scheme.troubles, scheme.id
        assert set(scheme.troubles) <= troubles


def asked_by_rules() -> set[str]:
    """The facts that a rule in force names, and those that these follow from."""
    texts = [content.decode() for path, content in FILES.items() if path.endswith("/rules.yaml")]
    found: set[str] = set()
    while texts:
        names = set(re.findall(r"\w+", texts.pop())) & set(CATALOGUE.facts) - found
        found |= names
        texts += [derived for name in names if (derived := CATALOGUE.facts[name].derived)]
    return found


def test_every_fact_has_a_label_and_those_that_rules_ask_have_three() -> None:
    asked = asked_by_rules()
    assert len(asked) > 40
    for name, fact in CATALOGUE.facts.items():
        wanted = ("en", "ur", "ps") if name in asked else ("en",)
        assert all(fact.label.get(language) for language in wanted), name


def test_every_value_of_a_closed_list_is_labelled_in_three_languages() -> None:
    closed = [fact for fact in CATALOGUE.facts.values() if fact.kind == "enum"]
    assert len(closed) > 25
    for fact in closed:
        assert list(fact.value_labels) == list(fact.values), fact.name
        for value, labels in fact.value_labels.items():
            assert all(labels.get(language) for language in ("en", "ur", "ps")), (fact.name, value)


def test_departments_offices_and_papers_are_named_in_three_languages() -> None:
    for shared in (CATALOGUE.departments, CATALOGUE.offices, CATALOGUE.papers):
        for key, entry in shared.items():
            assert all(entry["name"].get(language) for language in ("en", "ur", "ps")), key


# --- Broken copies ------------------------------------------------------------------------------

KAFAALAT = "bisp/kafaalat"
ALONE = {
    path: content
    for path, content in FILES.items()
    if path.count("/") < 2 or path.startswith(KAFAALAT)
} | {"troubles.yaml": b"troubles: []", "needs.yaml": b"needs: {}"}
"""The shared files with one scheme: quicker to read than all of them."""


def refused(files: Mapping[str, bytes]) -> str:
    with pytest.raises(CatalogueRefused) as refusal:
        Catalogue.from_files(files)
    return str(refusal.value)


def test_one_scheme_stands_alone() -> None:
    assert set(Catalogue.from_files(ALONE).schemes) == {KAFAALAT}


def test_an_unknown_key_is_refused_in_every_file_of_every_scheme() -> None:
    checked = {
        f"{scheme.id}/{file}"
        for scheme in SCHEMES
        for file in ("scheme.yaml", "rules.yaml", "parameters.yaml", "texts/ur.yaml")
    }
    said = refused(
        {
            path: content + b"\nsurprise: yes\n" if path in checked else content
            for path, content in FILES.items()
        }
    )
    silent = [path for path in checked if not re.search(rf"{path}:.*surprise", said)]
    assert silent == []


@pytest.mark.parametrize("file", ["rules.yaml", "examples.yaml", "parameters.yaml"])
def test_a_missing_file_is_refused_in_every_scheme(file: str) -> None:
    said = refused({path: content for path, content in FILES.items() if f"/{file}" not in path})
    for scheme in SCHEMES:
        assert re.search(rf"{scheme.id}/{file}:.*missing", said), scheme.id


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("rules.yaml", "unit: household", "units: household", "units"),
        ("rules.yaml", "unit: household", "unit: village", "village"),
        ("rules.yaml", "pmt_score", "pmt_skore", "pmt_score"),
        ("rules.yaml", "decided_by: data", "decided_by: luck", "luck"),
        ("rules.yaml", "from: 20", "form: 20", "form"),
        ("parameters.yaml", "{from: 2025-01-01, ", "{", "from"),
        ("parameters.yaml", "from: 2025-01-01", "from: 2025-02-30", "2025-02-30"),
        ("scheme.yaml", "department: bisp", "department: nobody", "nobody"),
        ("scheme.yaml", "level: federal", "level: galactic", "galactic"),
        ("texts/en.yaml", "{pmt_score}", "{pmt_skore}", "pmt_skore"),
    ],
)
def test_a_mistake_is_named_by_file_and_line_with_what_is_wrong(
    file: str, old: str, new: str, complaint: str
) -> None:
    path = f"{KAFAALAT}/{file}"
    text = ALONE[path].decode()
    assert old in text
    said = refused({**ALONE, path: text.replace(old, new, 1).encode()})
    assert re.search(rf"{path}:\d+.*{complaint}", said), said


def test_a_file_that_is_not_yaml_or_not_utf_8_is_refused() -> None:
    path = f"{KAFAALAT}/rules.yaml"
    assert path in refused({**ALONE, path: b"benefits: [\n"})
    assert "UTF-8" in refused({**ALONE, path: b"\xff\xfe\x00"})


def test_an_example_that_does_not_come_out_is_told_by_its_name() -> None:
    [first, *_] = CATALOGUE.schemes[KAFAALAT].examples
    wrong = replace(
        CATALOGUE.schemes[KAFAALAT],
        examples=({**first, "name": "A wrong one", "expect": {"cash": "not_eligible"}},),
    )
    catalogue = replace(CATALOGUE, schemes={KAFAALAT: wrong})
    [sentence] = failing_examples(catalogue)
    assert sentence.startswith("bisp/kafaalat/examples.yaml: A wrong one: ")


def test_the_digest_changes_with_any_byte_and_with_nothing_else() -> None:
    assert digest_of(files_of(FOLDER)) == CATALOGUE.digest
    changed = {**FILES, "papers.yaml": FILES["papers.yaml"] + b"# a word\n"}
    assert digest_of(changed) != CATALOGUE.digest
