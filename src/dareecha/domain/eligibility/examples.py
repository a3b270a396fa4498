"""A scheme's own examples, run: what the law says beside what the rules answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dareecha.domain.eligibility.assess import Assessment, Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import HOUSEHOLD
from dareecha.domain.households.json_text import HouseholdFileRefused
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.scheme import Scheme

EXPECTATIONS = ("name", "expect", "amount", "fails", "missing")


def failing_examples(catalogue: Catalogue) -> list[str]:
    """One sentence for each example that does not come out as written."""
    assessor = Assessor(catalogue)
    return [
        f"{scheme.id}/examples.yaml: {example.get('name', 'without a name')}: {wrong}"
        for scheme in catalogue.schemes.values()
        for example in scheme.examples
        for wrong in differences(scheme, example, assessor)
    ]


def differences(scheme: Scheme, example: Mapping[str, Any], assessor: Assessor) -> Iterator[str]:
    """How one example's answer differs from what it expects; nothing when it fits."""
    content = {key: value for key, value in example.items() if key not in EXPECTATIONS}
    try:
        household = read_household(
            content,
            assessor.catalogue.facts,
            units=assessor.catalogue.units(),
            default_roster_complete=True,
        )
    except HouseholdFileRefused as error:
        yield str(error)
        return
    wrong = list(_misshapen(example))
    if wrong:
        yield from wrong
        return
    own = frozenset(scheme.benefits)
    found = {
        (entry.benefit.name, entry.subject): entry
        for entry in assessor.assess(household, benefits=own)[0]
    }
    for key, expected in _by_subject(example.get("expect") or {}):
        entry = found.get(key)
        verdict = entry.verdict if entry is not None else None
        if verdict != expected:
            yield f"{key[0]} for {key[1]} is {verdict}, expected {expected}"
    for key, expected in _by_subject(example.get("amount") or {}, leaf=_is_amount):
        yield from _amount_differs(key, found.get(key), expected)
    yield from _named(example, found)


def _misshapen(example: Mapping[str, Any]) -> Iterator[str]:
    """What is expected in a form that says nothing, in words that say which form does."""
    for key in ("expect", "amount"):
        if not isinstance(example.get(key) or {}, Mapping):
            yield f"{key}: benefits should stand here, as in {key}: {{benefit: …}}"
            return
    for (benefit, _), expected in _by_subject(example.get("amount") or {}, leaf=_is_amount):
        is_span = isinstance(expected, Mapping) and _is_amount(expected)
        ends = expected.values() if is_span else [expected]
        if not all(end is None or type(end) is int for end in ends):
            yield (
                f"amount of {benefit}: {expected} is no amount. Write whole rupees,"
                " or {min: …, max: …} with one bound or both"
            )


def _by_subject(
    entries: Mapping[str, Any], leaf: Any = None
) -> Iterator[tuple[tuple[str, str], Any]]:
    for benefit, expected in entries.items():
        if isinstance(expected, Mapping) and not (leaf and leaf(expected)):
            for subject, value in expected.items():
                yield (benefit, subject), value
        else:
            yield (benefit, HOUSEHOLD), expected


def _is_amount(value: Mapping[str, Any]) -> bool:
    """Both bounds, or one alone: `{min: 8500}` has no upper bound."""
    return bool(value) and set(value) <= {"min", "max"}


def _amount_differs(key: tuple[str, str], entry: Assessment | None, expected: Any) -> Iterator[str]:
    low, high = (
        (expected.get("min"), expected.get("max"))
        if isinstance(expected, Mapping)
        else (expected, expected)
    )
    amount = entry.amount if entry is not None else None
    found = (amount.minimum, amount.maximum) if amount is not None else None
    if found != (low, high):
        yield f"the amount of {key[0]} for {key[1]} is {found}, expected {(low, high)}"


def _named(
    example: Mapping[str, Any], found: Mapping[tuple[str, str], Assessment]
) -> Iterator[str]:
    failing = {e.criterion.id for a in found.values() for e in a.criteria if e.holds is False}
    for criterion in example.get("fails") or ():
        if criterion not in failing:
            yield f'the criterion "{criterion}" does not fail (failing: {sorted(failing)})'
    missing = {fact.fact for assessment in found.values() for fact in assessment.missing}
    for fact in example.get("missing") or ():
        if fact not in missing:
            yield f'"{fact}" is not named as missing (named: {sorted(missing)})'
