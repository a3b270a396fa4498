"""A small invented catalogue, with one scheme of each unit, for tests of the rule machinery."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from dareecha.domain.rules.catalogue import Catalogue

FACTS = """
facts:
  poverty_score: {entity: household, type: decimal, scale: 2, unit: points, min: 0, max: 100, cost: 3, label: {en: Score}}
  rooms: {entity: household, type: int, min: 0, max: 40, label: {en: Rooms}}
  home_kind: {entity: household, type: enum, values: [own, rented, none], label: {en: Home}}
  family_income: {entity: family, type: int, unit: PKR, min: 0, label: {en: Income}}
  registered_in: {entity: family, type: enum, values: [here, elsewhere], label: {en: Registered}}
  sex: {entity: individual, type: enum, values: [female, male, transgender], cost: 1, label: {en: Sex}}
  date_of_birth: {entity: individual, type: date, cost: 1, label: {en: Born}}
  marital_status: {entity: individual, type: enum, values: [never_married, married, widowed], cost: 1, label: {en: Marriage}}
  certified: {entity: individual, type: bool, label: {en: Certified}}
  in_service: {entity: individual, type: bool, label: {en: In service}}
  wage: {entity: individual, type: int, unit: PKR, min: 0, applies_if: in_service, label: {en: Wage}}
  insured_months: {entity: individual, type: int, unit: months, min: 0, label: {en: Months}}
  date_of_death: {entity: individual, type: date, label: {en: Died}}
  age_years: {entity: individual, type: int, unit: years, derived: "years_between(date_of_birth, as_of)", label: {en: Age}}
  spouse_in_service: {entity: individual, type: bool, derived: "any(in_service for member in household if is_spouse_of_subject)", label: {en: Spouse serves}}
  children_at_home: {entity: individual, type: int, derived: "count(is_child_of_subject)", label: {en: Children}}
  event_kind: {entity: event, type: enum, values: [death, injury, house_damage], label: {en: Event}}
  event_date: {entity: event, type: date, label: {en: Day}}
  event_member: {entity: event, type: ref, label: {en: Struck}}
"""
NEEDS = """
parameters:
  widest_line: {type: decimal, scale: 2, unit: points, values: [{from: 2026-01-01, value: 37, source: The widest line}]}
needs:
  money: {unit: household, test: poverty_score <= widest_line, answered_by: [example/help/grant, a/b/c], label: {en: Money}, short: {en: The household is poor.}, source: The survey}
  care:
    unit: individual
    test: wage < 100
    answered_by: [{contingencies: [poverty], values: [cash]}]
    label: {en: Care}
    short: {en: Somebody earns little.}
    source: The survey
"""
SHARED = {
    "papers.yaml": "papers: {card: {name: {en: Card}}}",
    "offices.yaml": "offices: {desk: {name: {en: Desk}}}",
    "departments.yaml": "departments: {example: {name: {en: Example}, level: provincial, without_rules: [a/b/c]}}",
    "troubles.yaml": "troubles: []",
    "places.yaml": "districts: []",
    "needs.yaml": NEEDS,
}
SCHEME = """
department: example
level: provincial
legal_basis: {en: Example Rules 2026}
contingencies: [poverty]
states: [{from: 2026-01-01, state: active, districts: all, source: rules}]
offices: [desk]
papers: [card]
fees_pkr: 0
appeal: {body: {en: The board}}
sources: [{id: rules, title: Example Rules 2026}]
"""
RULES = """
benefits:
  grant:
    unit: household
    decided_by: data
    door: window
    claim: statutory
    intake: open
    value: cash
    payee: {en: the head}
    standard: not_known
    versions:
      - from: 2026-01-01
        source: rules
        all:
          - {id: poor_enough, test: poverty_score <= ceiling or (any(certified) and poverty_score <= ceiling_certified)}
          - {id: nobody_serves, test: not any(in_service)}
        amount: grant_amount
        per: month
  pension:
    unit: individual
    decided_by: committee
    door: refer
    claim: statutory
    intake: open
    value: cash
    payee: {en: the pensioner}
    standard: {kind: law, days: 30, source: rules}
    versions:
      - from: 2026-01-01
        source: rules
        all:
          - {id: old_enough, test: age_years >= (55 if sex == 'female' else 60)}
          - {id: insured, test: insured_months >= 180}
          - {id: paper, kind: step, test: certified}
          - {id: judged, asked_by: department}
        amount: max(floor, average * insured_months // 600)
        per: month
  family_help:
    unit: family
    decided_by: data
    door: refer
    claim: subject_to_funds
    intake: open
    value: cash
    payee: {en: the mother}
    standard: not_known
    versions:
      - from: 2026-01-01
        source: rules
        all:
          - {id: here, test: registered_in == 'here'}
          - any:
              - {id: small_income, test: family_income <= 20000}
              - {id: widow, test: any(marital_status == 'widowed' for member in family)}
  damage:
    unit: event
    decided_by: survey
    door: survey
    claim: subject_to_funds
    intake: open
    value: cash
    payee: {en: the owner}
    standard: not_known
    rates_on: event_date
    versions:
      - from: 2022-01-01
        to: 2025-01-01
        source: rules
        all:
          - {id: a_house, test: event_kind == 'house_damage'}
          - {id: poor_then, test: poverty_score <= 32}
        amount: damage_rate
        per: case
      - from: 2025-01-01
        source: rules
        all:
          - {id: a_house, test: event_kind == 'house_damage'}
        amount: damage_rate
        per: case
  orphan:
    unit: individual
    decided_by: data
    door: window
    claim: statutory
    intake: open
    value: cash
    payee: {en: the guardian}
    standard: not_known
    for_whom: age_years < 18
    versions:
      - from: 2026-01-01
        source: rules
        all:
          - {id: father_dead, test: any(sex == 'male' for person in deceased if is_parent_of_subject)}
          - {id: not_yet_helped, test: "'example/help/grant' not in household_receives"}
          - {id: line, test: poverty_score <= open_line}
"""
PARAMETERS = """
parameters:
  ceiling: {type: decimal, scale: 2, unit: points, values: [{from: 2026-01-01, value: 32, source: rules}]}
  ceiling_certified: {type: decimal, scale: 2, unit: points, values: [{from: 2026-01-01, value: 37, source: rules}]}
  grant_amount: {type: int, unit: PKR, values: [{from: 2026-01-01, value: 5000, source: rules}, {from: 2026-07-01, value: 6000, source: rules}]}
  floor: {type: int, unit: PKR, values: [{from: 2026-01-01, value: 11500, source: rules}]}
  average: {type: int, unit: PKR, values: [{from: 2026-01-01, value: 30000, source: rules}]}
  damage_rate: {type: int, unit: PKR, values: [{from: 2022-01-01, value: 100000, source: rules}, {from: 2025-08-01, value: 300000, source: rules}]}
  open_line: {type: decimal, scale: 2, unit: points, values: [{from: 2026-01-01, value: not_known, ask: {en: "Which line?"}, source: rules}]}
"""
CRITERIA = (
    "poor_enough", "nobody_serves", "old_enough", "insured", "paper", "judged", "here",
    "small_income", "widow", "a_house", "poor_then", "father_dead", "not_yet_helped", "line",
)  # fmt: skip
ENGLISH = "scheme: {name: Help, summary: Help}\nbenefits: {}\ncriteria:\n" + "".join(
    f"  {criterion}: {{holds: It holds., fails: It fails., unknown: Not known.}}\n"
    for criterion in CRITERIA
)


def files(**changes: str | None) -> dict[str, bytes]:
    """The catalogue's files; a change replaces one (named with _ for / and .), None removes it."""
    texts: dict[str, str] = {
        "facts.yaml": FACTS,
        **SHARED,
        "example/help/scheme.yaml": SCHEME,
        "example/help/rules.yaml": RULES,
        "example/help/parameters.yaml": PARAMETERS,
        "example/help/examples.yaml": "[]",
        "example/help/texts/en.yaml": ENGLISH,
        "example/help/texts/ur.yaml": "scheme: {name: مدد}",
        "example/help/texts/ps.yaml": "scheme: {name: مرسته}",
    }
    for path in list(texts):
        key = path.rsplit("/", 1)[-1].removesuffix(".yaml")
        if key in changes:
            changed = changes[key]
            if changed is None:
                del texts[path]
            else:
                texts[path] = textwrap.dedent(changed)
    return {path: text.encode() for path, text in texts.items()}


def small_catalogue(**changes: str) -> Catalogue:
    return Catalogue.from_files(files(**changes))


def household_file(**parts: object) -> Mapping[str, object]:
    """A household file with a day and a closed roster unless said otherwise."""
    return {"as_of": "2026-11-01", "roster_complete": True, **parts}
