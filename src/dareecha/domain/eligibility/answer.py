"""The answer about a household in the form that is given out (JSON), in every language written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dareecha.domain.eligibility.assess import Amount, Assessment, Assessor, Examined
from dareecha.domain.eligibility.explain import FactOf, Reason
from dareecha.domain.eligibility.questions import Question, next_question
from dareecha.domain.households.dictionary import FactDefinition, unscaled
from dareecha.domain.households.household import Household
from dareecha.domain.households.roster_words import STRUCTURE_LABELS, STRUCTURE_QUESTIONS
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.scheme import Scheme
from dareecha.domain.rules.texts import LANGUAGES, criterion_text, fill, spoken

WANTED = {
    "en": "Still to be known: {}.",
    "ur": "ابھی معلوم کرنا ہے: {}۔",
    "ps": "لا باید معلوم شي: {}.",
}
BESIDE_AN_OPEN_WAY = {
    "en": "Another way is open beside this one: {}.",
    "ur": "اس کے علاوہ دوسرا راستہ کھلا ہے: {}۔",
    "ps": "د دې ترڅنګ بله لار خلاصه ده: {}.",
}
CHANGES_NOTHING = {
    "en": "Changes nothing here: {}.",
    "ur": "یہاں اس سے فرق نہیں پڑتا: {}۔",
    "ps": "دلته پرې توپیر نه راځي: {}.",
}
BETWEEN = {"en": "; ", "ur": "؛ ", "ps": "؛ "}
NOT_KNOWN_WORDS = {"en": "not known", "ur": "معلوم نہیں", "ps": "معلوم نه دی"}


def answer_for(
    household: Household, assessor: Assessor, *, benefits: frozenset[str] | None = None
) -> dict[str, Any]:
    """All verdicts on one household, as the `assess` command and the API give them out."""
    assessments, not_in_force = assessor.assess(household, benefits=benefits)
    catalogue = assessor.catalogue
    return {
        "as_of": household.as_of.isoformat(),
        "catalogue": catalogue.digest,
        "benefits": [
            assessment_as_json(assessment, household, catalogue) for assessment in assessments
        ],
        "not_in_force": not_in_force,
        "next_question": _question(next_question(household, assessments, assessor)),
    }


def assessment_as_json(
    assessment: Assessment, household: Household, catalogue: Catalogue
) -> dict[str, Any]:
    """One entry: a benefit and a subject."""
    benefit = assessment.benefit
    scheme = catalogue.scheme_of(benefit.id)
    state = benefit.state_on(household.as_of)
    return {
        "id": benefit.id,
        "subject": assessment.subject,
        "unit": benefit.unit,
        "verdict": assessment.verdict,
        "receives": assessment.receives,
        "decided_by": benefit.decided_by,
        "door": benefit.door,
        "claim": benefit.claim,
        "state": state.state if state else "not_known",
        "amount": _amount(assessment.amount),
        "payee": dict(benefit.payee) or None,
        "criteria": [criterion_as_json(entry, scheme, catalogue) for entry in assessment.criteria],
        "missing": [_fact_of(fact) for fact in in_order_of_cost(assessment.missing, catalogue)],
        "open_law": [_open_law(scheme, name) for name in assessment.open_law],
    }


def criterion_as_json(entry: Examined, scheme: Scheme, catalogue: Catalogue) -> dict[str, Any]:
    """One criterion with its outcome, its facts and its sentence in each language."""
    criterion = entry.criterion
    return {
        "id": criterion.id,
        "holds": entry.holds,
        "kind": "step" if criterion.is_step else "bar",
        "asked_by": "department" if criterion.asked_by_department else None,
        "decides": entry.decides,
        "short": {code: _short(scheme, code, criterion.id) for code in LANGUAGES},
        "because": [_reason(reason, catalogue) for reason in entry.because],
        "source": source_title(scheme, criterion.source),
        "say": sentence(entry, scheme, catalogue.facts),
    }


def _short(scheme: Scheme, language: str, criterion: str) -> str | None:
    return scheme.say(language, "criteria", criterion, "short")


def sentence(
    entry: Examined, scheme: Scheme, facts: Mapping[str, FactDefinition]
) -> dict[str, str | None]:
    """What a criterion says, by language; None where it is not yet written.

    The scheme's own sentence for "unknown" speaks of all that the test reads. Once a part of that
    is known, only what is still missing is asked for, in the words of the dictionary. A way that is
    closed beside an open one is named without its reason, which would read like a bar; what changes
    nothing any more is not asked.
    """
    if entry.holds is not True and not entry.decides:
        is_closed_way = entry.holds is False and not entry.criterion.is_step
        words = BESIDE_AN_OPEN_WAY if is_closed_way else CHANGES_NOTHING
        shorts = (
            (language, _short(scheme, language, entry.criterion.id)) for language in LANGUAGES
        )
        return {language: words[language].format(s) if s else None for language, s in shorts}
    if entry.is_partly_known:
        names = list(dict.fromkeys(item.fact for item in entry.missing if isinstance(item, FactOf)))
        return {language: _wanted(names, language, facts) for language in LANGUAGES}
    outcome = {True: "holds", False: "fails", None: "unknown"}[entry.holds]
    said: dict[str, str | None] = {}
    for language in LANGUAGES:
        text = criterion_text(scheme, language, entry.criterion.id, outcome)
        values = {name: spoken(value, type_, language) for name, (value, type_) in entry.values}
        said[language] = fill(text, values, NOT_KNOWN_WORDS[language]) if text else None
    return said


def _wanted(names: list[str], language: str, facts: Mapping[str, FactDefinition]) -> str | None:
    """What is still missing: the question itself where it is one, else the names of all."""
    if len(names) == 1 and names[0] in STRUCTURE_QUESTIONS:
        return STRUCTURE_QUESTIONS[names[0]][language]
    if len(names) == 1 and names[0] in facts and facts[names[0]].question.get(language):
        fact = facts[names[0]]
        return " ".join(filter(None, (fact.question[language], fact.help.get(language))))
    called = [
        (facts[name].label if name in facts else STRUCTURE_LABELS[name]).get(language)
        for name in names
    ]
    # A list with a gap would hide what is missing, so it is not said in that language.
    return (
        WANTED[language].format(BETWEEN[language].join(filter(None, called)))
        if all(called)
        else None
    )


def source_title(scheme: Scheme, source: str) -> str:
    """A source as people can look it up: the title behind an id, else the words themselves."""
    for entry in scheme.sources:
        if entry.get("id") == source:
            url = entry.get("url")
            return f"{entry.get('title', source)}{f' ({url})' if url else ''}"
    return source


def in_order_of_cost(facts: tuple[FactOf, ...], catalogue: Catalogue) -> list[FactOf]:
    """The cheapest question first; among equals, the order of the rule's own text."""

    def cost(fact: FactOf) -> int:
        definition = catalogue.facts.get(fact.fact)
        return definition.cost if definition is not None else 2

    return sorted(facts, key=cost)


def value_as_json(low: Any, high: Any, scale: int = 0) -> Any:
    """A known value or its interval, in the file's own form."""

    def plain(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            return value.isoformat() if isinstance(value, date) else value
        number = unscaled(value, scale)
        return float(number) if scale and number != int(number) else int(number)

    return plain(low) if low == high else {"min": plain(low), "max": plain(high)}


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"min": amount.minimum, "max": amount.maximum, "per": amount.per}


def _fact_of(fact: FactOf) -> dict[str, str]:
    found = {"fact": fact.fact, "of": fact.of}
    return found | {"benefit": fact.benefit} if fact.benefit else found


def _reason(reason: Reason, catalogue: Catalogue) -> dict[str, Any]:
    definition = catalogue.facts.get(reason.fact.fact)
    scale = definition.scale if definition is not None else 0
    return {
        **_fact_of(reason.fact),
        "value": value_as_json(reason.low, reason.high, scale),
        "source": reason.source or None,
        "as_of": reason.as_of.isoformat() if reason.as_of else None,
    }


def _open_law(scheme: Scheme, name: str) -> dict[str, Any]:
    return {"parameter": name, "ask": dict(scheme.parameters[name].question) or None}


def _question(question: Question | None) -> dict[str, Any] | None:
    if question is None:
        return None
    return {**_fact_of(question.fact), "settles": list(question.settles)}
