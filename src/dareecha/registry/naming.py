"""Make mentions: for each person whom a row names, the comparable forms used for linking."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dareecha.domain.linkage.names import NameForm, normalise
from dareecha.domain.linkage.places import place_key
from dareecha.domain.vocabulary.dates import birth_span, is_likely_rounded
from dareecha.registry.layout import THE_LIST, Layout, PersonNamed
from dareecha.registry.reading import CellsRead
from dareecha.registry.whereabouts import tehsil_code, tehsil_of_code
from dareecha.safeguards.keys import Keyring

OK, MISSING, MALFORMED = "ok", "missing", "malformed"
_NOBODY = NameForm("", "", "")


@dataclass(frozen=True, slots=True)
class Named:
    """One person named in a row, ready to be stored as a mention."""

    role: str
    tehsil: str
    union_council: str
    village: str
    name_full: str
    name_key: str
    name_script: str
    father_full: str
    father_key: str
    father_is: str
    sex: str
    birth_from: date | None
    birth_to: date | None
    birth_is_rounded: bool
    cnic_index: bytes | None
    cnic_masked: list[bytes] | None
    cnic_note: str
    form_no: str
    member_no: str
    relation: str
    marital_status: str
    event_date: date | None
    person_meant: bool
    relative_index: bytes | None
    family_no: str


def people_named(
    layout: Layout, read: CellsRead, *, district: str, as_on: date, keys: Keyring
) -> Iterator[Named]:
    """Everybody whom the row names. A role that its row leaves empty gives nobody."""
    for person in layout.people:
        if _is_named(person, read.values):
            yield _named(person, read, district, as_on, keys)


def _is_named(person: PersonNamed, values: Mapping[str, Any]) -> bool:
    if person.only_if_named and person.name not in values:
        return False
    if person.only_if_numbered and person.cnic not in values:
        return False
    return all(values.get(rule.field) in rule.one_of for rule in person.only_if)


def _named(
    person: PersonNamed, read: CellsRead, district: str, as_on: date, keys: Keyring
) -> Named:
    values = read.values
    name = _form(values, person.name)
    father = _form(values, person.father)
    birth_from, birth_to, rounded = _birth(person, values, as_on)
    index, masked, note = _number(person, read, keys)
    council = _said(values, person.union_council)
    return Named(
        role=person.role,
        tehsil=_tehsil(_said(values, person.tehsil), council, district),
        union_council=council if tehsil_of_code(council) else place_key(council),
        village=place_key(_said(values, person.village)),
        name_full=name.full,
        name_key=name.key,
        name_script=name.script,
        father_full=father.full,
        father_key=father.key,
        father_is=person.father_is if father.full else "",
        sex=person.always_sex or _said(values, person.sex),
        birth_from=birth_from,
        birth_to=birth_to,
        birth_is_rounded=rounded,
        cnic_index=index,
        cnic_masked=masked,
        cnic_note=note,
        form_no=_said(values, person.form_no),
        member_no=_said(values, person.member_no),
        relation=person.always_relation or _said(values, person.relation),
        marital_status=_said(values, person.marital_status),
        event_date=values.get(person.event_date),
        person_meant=person.is_meant,
        relative_index=_relatives_number(person, values, keys),
        family_no=_said(values, person.family_no),
    )


def _said(values: Mapping[str, Any], field: str) -> str:
    """A field as text; empty text, in mentions, is not known."""
    return str(values[field]) if field in values else ""


def _form(values: Mapping[str, Any], field: str) -> NameForm:
    return normalise(values[field]) if field in values else _NOBODY


def _birth(
    person: PersonNamed, values: Mapping[str, Any], as_on: date
) -> tuple[date | None, date | None, bool]:
    if person.birth in values:
        day: date = values[person.birth]
        return day, day, is_likely_rounded(day)
    # A first day that is not known beside a last one: born no later than that.
    told_on = as_on if person.age_on == THE_LIST else values.get(person.age_on)
    if person.age in values and told_on is not None:
        # People tell their age in round years and offices copy it from earlier papers.
        span = birth_span(values[person.age], on=told_on)
        return span.first, span.last, True
    if person.at_least is not None and told_on is not None:
        return None, birth_span(person.at_least, on=told_on).last, False
    return None, None, False


def _number(
    person: PersonNamed, read: CellsRead, keys: Keyring
) -> tuple[bytes | None, list[bytes] | None, str]:
    if any(read.values.get(rule.field) not in rule.one_of for rule in person.cnic_only_if):
        return None, None, MISSING
    number = read.values.get(person.cnic)
    if number is not None:
        return keys.blind_index(number), keys.masked_hashes(number), OK
    return None, None, MALFORMED if person.cnic in read.bad else MISSING


def _relatives_number(
    person: PersonNamed, values: Mapping[str, Any], keys: Keyring
) -> bytes | None:
    number = values.get(person.relatives_cnic)
    return None if number is None else keys.blind_index(number)


def _tehsil(said: str, council: str, district: str) -> str:
    """The tehsil's code where it is known; else its name made comparable."""
    return tehsil_code(said, district) or tehsil_of_code(council) or place_key(said)
