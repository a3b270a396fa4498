"""Find people of other lists on the survey form or family's card that their row points to.

Two kinds of row point to a form without proving the person: a row that names kin, one of whom
stands on the form; and a row with a relative's number, which shows whose household it is. On that
form, exactly one person with a fitting name is that person; two or none prove nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dareecha.domain.linkage.clusters import FAMILY, Mention
from dareecha.domain.linkage.compare import CLOSE_NAME, birth_level, given_names_meet, name_level

CHILD_ON_THE_FORM = "child_on_the_form"
RELATIVES_NUMBER = "relatives_number"
_SAME_NAME = frozenset({"equal", "same_core", "same_key", "close"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mention whose row says on which forms and cards to look for it, and why."""

    mention: str
    rosters: frozenset[str]
    rule: str

    @property
    def forms(self) -> frozenset[str]:
        return frozenset(roster for roster in self.rosters if not roster.startswith(FAMILY))

    @property
    def cards(self) -> frozenset[str]:
        return self.rosters - self.forms


@dataclass(frozen=True, slots=True)
class Found:
    """The one person on the form or card who fits: a mention of theirs."""

    mention: str
    on_form: str
    rule: str


def find(
    pointers: Iterable[Pointer], mentions: Collection[Mention], person_of: Mapping[str, str]
) -> Iterator[Found]:
    """For each pointer whose person stands on no such roster yet, the only fitting one, if any."""
    by_id = {mention.id: mention for mention in mentions}
    members: dict[str, list[Mention]] = defaultdict(list)
    on_a_form: set[str] = set()
    on_a_card: set[str] = set()
    for mention in mentions:
        if mention.roster:
            members[mention.roster].append(mention)
            standing = on_a_card if mention.roster.startswith(FAMILY) else on_a_form
            standing.add(person_of[mention.id])
    for pointer in pointers:
        for rosters, standing in ((pointer.forms, on_a_form), (pointer.cards, on_a_card)):
            if person_of[pointer.mention] in standing:
                continue
            sought = by_id[pointer.mention]
            fitting = {
                person_of[member.id]: member.id
                for roster in sorted(rosters)
                for member in members[roster]
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
    rosters = rosters_of_persons(mentions, person_of)
    forms = {
        person: frozenset(roster for roster in of if not roster.startswith(FAMILY))
        for person, of in rosters.items()
    }
    return {person: of for person, of in forms.items() if of}


def rosters_of_persons(
    mentions: Iterable[Mention], person_of: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The survey forms and families' cards on which each person stands."""
    rosters: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.roster:
            rosters[person_of[mention.id]].add(mention.roster)
    return {person: frozenset(of) for person, of in rosters.items()}


def by_kin(
    pairs: Iterable[tuple[str, str]],
    mentions: Iterable[Mention],
    person_of: Mapping[str, str],
) -> Iterator[Pointer]:
    """Pointers from pairs of mentions whom one row names as kin: each points to the other's."""
    rosters = rosters_of_persons(mentions, person_of)
    for one, other in pairs:
        for sought, kin in ((one, other), (other, one)):
            found = rosters.get(person_of[kin])
            if found:
                yield Pointer(sought, found, CHILD_ON_THE_FORM)


def by_numbers(mentions: Collection[Mention], person_of: Mapping[str, str]) -> Iterator[Pointer]:
    """Pointers from mentions under a relative's number, whether the row says so or the name does.

    A row may say whose number it is. Where it does not, a number of somebody on a form whose name
    does not fit is a relative's.
    """
    rosters = rosters_of_persons(mentions, person_of)
    holders: dict[bytes, set[str]] = defaultdict(set)
    cards: dict[bytes, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.roster and mention.traits.cnic_index is not None:
            holders[mention.traits.cnic_index].add(person_of[mention.id])
        if mention.family_no and mention.relative_index is not None:
            cards[mention.relative_index].add(mention.roster)
    for mention in mentions:
        number, person = mention.traits.cnic_index, person_of[mention.id]
        is_told = mention.relative_index is not None and mention.relative_index != number
        if is_told:
            number = mention.relative_index
        if number is None or mention.traits.form_no:
            continue
        if not is_told and person in holders[number]:
            continue
        found = {roster for holder in holders[number] for roster in rosters[holder]}
        if is_told:
            found |= cards[number]
        if found:
            rule = CHILD_ON_THE_FORM if is_told else RELATIVES_NUMBER
            yield Pointer(mention.id, frozenset(found), rule)
