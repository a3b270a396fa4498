"""Household pages composed without a database, on the invented catalogue and a mill's benefits."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import translation

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue, files_of
from dareecha.screening.files import HouseholdFile
from dareecha.web.counter.composing import compose
from dareecha.web.counter.pages import HouseholdPage, MissingStep
from dareecha.web.said import NOTHING_SAID

SAMPLE = Path(__file__).parent / "sample"
HEAD, SON, AUNT = (f"0192f0c1-0000-7000-8000-00000000001{n}" for n in (1, 2, 3))
NAMES = {HEAD: "Zarmina", SON: "Adnan", AUNT: "Gul Pari"}

MORE_FACTS = """
  disability_reported:
    {entity: individual, type: bool, cost: 1, label: {en: Disability}, question: {en: "Disabled?"}}
  disability_certified:
    entity: individual
    type: bool
    label: {en: Disability certificate}
    question: {en: "Is there a certificate?"}
    shown_by: ["paper:mill_certificate"]
  spun_months:
    entity: individual
    type: int
    cost: 3
    label: {en: Months at the loom}
    question: {en: "How many months?"}
    shown_by: [eobi_insured]
  has_a_field: {entity: household, type: bool, label: {en: Has a field}, question: {en: "A field?"}}
  event_kind: {entity: event, type: enum, values: [death], label: {en: What happened}}
"""
MORE_PAPERS = """
  mill_certificate: {name: {en: Mill certificate}, from: mill_office, legal_days: 1, source: x}
"""
MORE_DEPARTMENTS = "  eobi: {name: {en: Pension Board}, level: federal}\n"

SCHEME = """
department: mill
level: federal
legal_basis: {en: Mill Act}
contingencies: [invalidity]
states: [{from: 2020-01-01, state: %s, districts: all, source: act}]
offices: [mill_office]
papers: [mill_certificate]
fees_pkr: 0
appeal: {body: not_known, how: not_known, days: not_known, source: act}
sources: [{id: act, title: Mill Act, strength: stated}]
"""
BENEFIT = """
  %s:
    {unit: %s, decided_by: data, door: refer, claim: statutory, intake: open, value: cash,
     standard: not_known, payee: {en: They},
     versions: [{from: 2020-01-01, source: act, all: [{id: rule_%s, test: "%s"}]}]}
"""


def catalogue(*benefits: tuple[str, str, str], state: str = "active") -> Catalogue:
    """The invented catalogue and a scheme of these benefits: name, unit and test of each."""
    files = dict(files_of(SAMPLE))
    for path, more in (
        ("facts.yaml", MORE_FACTS),
        ("papers.yaml", MORE_PAPERS),
        ("departments.yaml", MORE_DEPARTMENTS),
    ):
        files[path] += more.encode()
    rules = "".join(BENEFIT % (name, unit, name, test) for name, unit, test in benefits)
    texts = {"criteria": {}, "benefits": {}}
    for name, _, _ in benefits:
        texts["benefits"][name] = {"name": f"Mill's {name}", "what": "Help of the mill."}
        texts["criteria"][f"rule_{name}"] = {
            "short": name,
            "holds": "It holds.",
            "fails": "It fails.",
            "unknown": "Was the husband who died a weaver?",
        }
    texts["scheme"] = {"name": "Mill help", "summary": "Of the mill.", "how_much": "Little."}
    folder = "mill/mill-help/"
    files |= {
        folder + "scheme.yaml": (SCHEME % state).encode(),
        folder + "rules.yaml": f"benefits:{rules}".encode(),
        folder + "parameters.yaml": b"parameters: {}\n",
        folder + "examples.yaml": b"[]\n",
        folder + "texts/en.yaml": repr(texts).encode(),
        folder + "texts/ur.yaml": b"scheme: {}\n",
        folder + "texts/ps.yaml": b"scheme: {}\n",
    }
    return Catalogue.from_files(files)


def household(**facts: Any) -> dict[str, Any]:
    """Three people; `facts` are told of the head."""
    people = [{"id": HEAD, "relationship": "head", **facts}]
    people += [{"id": SON, "relationship": "son"}, {"id": AUNT, "relationship": "aunt"}]
    return {"as_of": "2026-11-01", "roster_complete": True, "deceased_complete": False,
            "members": people}  # fmt: skip


def page(told: dict[str, Any], of: Catalogue, language: str = "en") -> HouseholdPage:
    """The page of a household that somebody told of."""
    facts = read_household(told, of.facts)
    file = HouseholdFile(
        id=UUID(HEAD),
        district="PK526",
        facts=facts,
        names={one: {"name": name} for one, name in NAMES.items()},
        others={},
        assessments=tuple(Assessor(of).assess(facts)[0]),
        verdicts=(),
        catalogue=of,
    )
    # A page asked for before leaves its language behind in this process.
    with translation.override(language):
        return compose(
            file, language=language, numbers={}, findings=[], village="", district=NOTHING_SAID
        )


def step(of: HouseholdPage, what: str) -> MissingStep:
    """The step about one fact."""
    return next(step for step in of.missing_steps if step.what.text == what)
