"""Join linked pairs to persons, and refuse a join that says one person is two."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dareecha.domain.linkage.compare import (
    FITTING_NAMES,
    Traits,
    birth_level,
    name_level,
    sex_level,
)

SAME_FORM = "two_members_of_one_form"
OTHER_SEX = "sexes_differ"
OTHER_BIRTH = "births_differ"
OTHER_NUMBER = "numbers_differ"
OTHER_FORM = "forms_differ_without_a_number"
_TOLD_WRONG = timedelta(days=20 * 366)
FAMILY = "family "
"""Begins the name of a roster that is a family's card, and no survey form."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One row's words about one person, as far as joining and placing need them."""

    id: str
    traits: Traits
    member_no: str = ""
    marital_status: str = ""
    family_no: str = ""
    relative_index: bytes | None = None

    @property
    def is_widowed(self) -> bool:
        return self.marital_status.startswith("widow")

    @property
    def roster(self) -> str:
        """The survey form, or else the family's card, on which the row is one member; or ''."""
        if self.traits.form_no:
            return self.traits.form_no
        return f"{FAMILY}{self.family_no}" if self.family_no else ""


@dataclass(frozen=True, slots=True)
class Link:
    """A pair above the threshold, with its probability."""

    left: str
    right: str
    probability: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """A link that was not followed, and the rule that forbade it."""

    left: str
    right: str
    code: str


@dataclass(frozen=True, slots=True)
class Clusters:
    """Person of every mention (the smallest id among the joined), and the links not followed."""

    person_of: Mapping[str, str]
    refused: tuple[Refusal, ...]


def join(
    mentions: Iterable[Mention], links: Iterable[Link], doubtful: Iterable[Link] = ()
) -> Clusters:
    """Follow the surest links first; each join must be possible for all mentions on both sides.

    `doubtful` links are not followed; those that cannot be are refused, so nobody reviews them.
    """
    groups = _Groups(mentions)
    refused = []
    for link in sorted(links, key=lambda link: (-link.probability, link.left, link.right)):
        left, right = groups.of(link.left), groups.of(link.right)
        if left == right:
            continue
        code = groups.forbidden(left, right)
        if code:
            refused.append(Refusal(link.left, link.right, code))
        else:
            groups.merge(left, right)
    for link in doubtful:
        left, right = groups.of(link.left), groups.of(link.right)
        code = groups.forbidden(left, right) if left != right else None
        if code:
            refused.append(Refusal(link.left, link.right, code))
    return Clusters(groups.persons(), tuple(refused))


class _Groups:
    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._members = {mention.id: [mention] for mention in mentions}
        self._parent = {id_: id_ for id_ in self._members}

    def of(self, id_: str) -> str:
        while self._parent[id_] != id_:
            self._parent[id_] = self._parent[self._parent[id_]]
            id_ = self._parent[id_]
        return id_

    def merge(self, left: str, right: str) -> None:
        kept, gone = (left, right) if left < right else (right, left)
        self._parent[gone] = kept
        self._members[kept].extend(self._members.pop(gone))

    def forbidden(self, left: str, right: str) -> str | None:
        ours, theirs = self._members[left], self._members[right]
        if any(
            sex_level(one, other) == "different" for one in _sexes(ours) for other in _sexes(theirs)
        ):
            return OTHER_SEX
        if _numbers_clash(ours, theirs):
            return OTHER_NUMBER
        if _on_one_form(ours, theirs):
            return SAME_FORM
        if _generations_apart(ours, theirs):
            return OTHER_BIRTH
        if not _numbers_meet(ours, theirs):
            if _births_clash(ours, theirs):
                return OTHER_BIRTH
            if _on_other_forms(ours, theirs):
                return OTHER_FORM
        return None

    def persons(self) -> dict[str, str]:
        return {id_: self.of(id_) for id_ in self._parent}


def _sexes(mentions: list[Mention]) -> set[str]:
    return {mention.traits.sex for mention in mentions if mention.traits.sex}


def _numbers(mentions: list[Mention]) -> dict[bytes, tuple[bytes, ...]]:
    return {
        mention.traits.cnic_index: mention.traits.cnic_masked
        for mention in mentions
        if mention.traits.cnic_index is not None
    }


def _numbers_meet(ours: list[Mention], theirs: list[Mention]) -> bool:
    """True if both have a number in common, or two that differ by one digit."""
    left, right = _numbers(ours), _numbers(theirs)
    if not left.keys().isdisjoint(right):
        return True
    masked = {hash_ for hashes in left.values() for hash_ in hashes}
    return any(hash_ in masked for hashes in right.values() for hash_ in hashes)


def _numbers_clash(ours: list[Mention], theirs: list[Mention]) -> bool:
    return bool(_numbers(ours) and _numbers(theirs)) and not _numbers_meet(ours, theirs)


def _on_other_forms(ours: list[Mention], theirs: list[Mention]) -> bool:
    """True if each stands on a form and none is the same: two namesakes, or one person moved.

    Only a number can tell which, so without one such a join is left to an officer.
    """
    return any(
        left and right and left.isdisjoint(right)
        for left, right in zip(_rosters_by_kind(ours), _rosters_by_kind(theirs), strict=True)
    )


def _rosters_by_kind(mentions: list[Mention]) -> tuple[set[str], set[str]]:
    """Survey forms and families' cards: people rightly stand on one of each."""
    rosters = {mention.roster for mention in mentions} - {""}
    families = {roster for roster in rosters if roster.startswith(FAMILY)}
    return rosters - families, families


def _on_one_form(ours: list[Mention], theirs: list[Mention]) -> bool:
    """True if a form or card lists both as different members, and no row is printed twice."""
    by_form: dict[str, list[Mention]] = defaultdict(list)
    for mention in ours:
        if mention.member_no:
            by_form[mention.roster].append(mention)
    return any(
        theirs_one.member_no
        and theirs_one.member_no != ours_one.member_no
        and not printed_twice(ours_one.traits, theirs_one.traits)
        for theirs_one in theirs
        for ours_one in by_form.get(theirs_one.roster, ())
    )


def printed_twice(left: Traits, right: Traits) -> bool:
    """True if two rows of one form are the same row again: same number, name and birth."""
    return (
        left.cnic_index is not None
        and left.cnic_index == right.cnic_index
        and name_level(left.name_full, right.name_full) in FITTING_NAMES
        and birth_level(left, right) != "different"
    )


def _births_clash(ours: list[Mention], theirs: list[Mention]) -> bool:
    left, right = _births(ours), _births(theirs)
    return any(
        birth_level(
            Traits(birth_from=one[0], birth_to=one[1]),
            Traits(birth_from=other[0], birth_to=other[1]),
        )
        == "different"
        for one in left
        for other in right
    )


def _generations_apart(ours: list[Mention], theirs: list[Mention]) -> bool:
    """True if one must be born long after the other: then even one number is a relative's."""
    return _first_born(ours) > _last_born(theirs) or _first_born(theirs) > _last_born(ours)


def _first_born(mentions: list[Mention]) -> date:
    """The first day on which the youngest of these can be born."""
    return max((m.traits.birth_from for m in mentions if m.traits.birth_from), default=date.min)


def _last_born(mentions: list[Mention]) -> date:
    """The last day on which the oldest can be born, with what ages told from memory may err."""
    return min(
        (
            # A bound without a first day is no age that somebody told: nothing is added.
            mention.traits.birth_to + (_TOLD_WRONG if mention.traits.birth_from else timedelta(0))
            for mention in mentions
            if mention.traits.birth_to
        ),
        default=date.max,
    )


def _births(mentions: list[Mention]) -> set[tuple[date | None, date | None]]:
    return {
        (mention.traits.birth_from, mention.traits.birth_to)
        for mention in mentions
        if mention.traits.birth_from is not None
    }
