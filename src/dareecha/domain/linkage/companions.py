"""Find people of other lists on the survey form that their row points to.

Two kinds of row point to a form without proving the person: a payment to a mother names her child,
whose number stands on the form; and a row under a relative's number shows whose household it is.
On that form, exactly one person with a fitting name is that person; two or none prove nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dareecha.domain.linkage.clusters import Mention
from dareecha.domain.linkage.compare import CLOSE_NAME, birth_level, given_names_meet, name_level

CHILD_ON_THE_FORM = "child_on_the_form"
RELATIVES_NUMBER = "relatives_number"
_SAME_NAME = frozenset({"equal", "same_core", "same_key", "close"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mention whose row says on which forms to look for it, and why."""

    mention: str
    forms: frozenset[str]
    rule: str


@dataclass(frozen=True, slots=True)
class Found:
    """The one person on the form who fits: a mention of theirs."""

    mention: str
    on_form: str
    rule: str


def find(
    pointers: Iterable[Pointer], mentions: Collection[Mention], person_of: Mapping[str, str]
) -> Iterator[Found]:
    """For each pointer whose person stands on no form yet, the only fitting person, if any."""
    by_id = {mention.id: mention for mention in mentions}
    members: dict[str, list[Mention]] = defaultdict(list)
    on_a_form: set[str] = set()
    for mention in mentions:
        if mention.traits.form_no:
            members[mention.traits.form_no].append(mention)
            on_a_form.add(person_of[mention.id])
    for pointer in pointers:
        if person_of[pointer.mention] in on_a_form:
            continue
        sought = by_id[pointer.mention]
        fitting = {
            person_of[member.id]: member.id
            for form in sorted(pointer.forms)
            for member in members[form]
            if _fits(sought, member)
        }
        if len(fitting) == 1:
            yield Found(pointer.mention, next(iter(fitting.values())), pointer.rule)


def _fits(sought: Mention, member: Mention) -> bool:
    ours, theirs = sought.traits, member.traits
    return (
        name_level(ours.name_full, theirs.name_full) in _SAME_NAME
        and given_names_meet(ours.name_full, theirs.name_full, alike=CLOSE_NAME)
        and (not ours.sex or not theirs.sex or ours.sex == theirs.sex)
        and birth_level(ours, theirs) != "different"
    )


def forms_of_persons(
    mentions: Iterable[Mention], person_of: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The survey forms on which each person stands."""
    forms: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.traits.form_no:
            forms[person_of[mention.id]].add(mention.traits.form_no)
    return {person: frozenset(of) for person, of in forms.items()}


def by_children(
    rows: Iterable[tuple[str, str]],
    mentions: Iterable[Mention],
    person_of: Mapping[str, str],
) -> Iterator[Pointer]:
    """Pointers from pairs (mother's mention, child's mention) that stand in one row."""
    forms = forms_of_persons(mentions, person_of)
    for mother, child in rows:
        found = forms.get(person_of[child])
        if found:
            yield Pointer(mother, found, CHILD_ON_THE_FORM)


def by_numbers(mentions: Collection[Mention], person_of: Mapping[str, str]) -> Iterator[Pointer]:
    """Pointers from mentions under the number of somebody on a form whose name does not fit."""
    forms = forms_of_persons(mentions, person_of)
    holders: dict[bytes, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.traits.cnic_index is not None and mention.traits.form_no:
            holders[mention.traits.cnic_index].add(person_of[mention.id])
    for mention in mentions:
        number = mention.traits.cnic_index
        if number is None or number not in holders or mention.traits.form_no:
            continue
        if person_of[mention.id] in holders[number]:
            continue
        found = frozenset(form for holder in holders[number] for form in forms[holder])
        yield Pointer(mention.id, found, RELATIVES_NUMBER)
