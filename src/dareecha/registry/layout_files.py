"""Read layouts from YAML, strictly: an unknown key or field is an error that says where."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dareecha.domain.vocabulary.dates import NOTATIONS
from dareecha.registry.layout import (
    ROW_DISTRICT,
    THE_LIST,
    AbsenceTold,
    ApplicationTold,
    AsOfForm,
    Column,
    Condition,
    Constant,
    DeciderTold,
    DistrictFrom,
    EventTold,
    Layout,
    LimitTold,
    PaidBenefit,
    PassOver,
    PersonNamed,
    Receives,
    Span,
    StatedFact,
    comparable,
)

READS = frozenset(
    {
        "text", "name", "cnic", "phone", "date", "int", "age", "decimal", "rupees",
        "years_in_tenths", "choice", "yes_no", "month_named",
    }
)  # fmt: skip
PERS = frozenset({"month", "quarter", "half_year", "year", "once", "case", "standing"})
_EMPTY = ["-", "--", "—", "۔", "N/A", "n/a", "NIL", "Nil", "nil"]
_YES_NO: Mapping[Constant, list[str]] = {
    True: ["Y", "Yes", "1", "True", "ہاں", "جی ہاں", "هو"],
    False: ["N", "No", "0", "False", "نہیں", "نه"],
}
_LAYOUT_KEYS = {
    "layout", "version", "title", "department", "file", "header_within_rows", "empty_marks", "key",
    "columns", "once_per", "pass_over", "district", "people", "facts", "receives", "as_of_form",
    "events", "decider", "application", "limit", "absence", "confidential",
}  # fmt: skip
_COLUMN_KEYS = {
    "field", "read", "required", "sensitive", "drop", "also", "notations", "places", "min", "max",
    "values", "says_nothing", "contains", "again",
}  # fmt: skip
_PERSON_FIELDS = {
    "name", "father", "cnic", "sex", "birth", "age", "relation", "marital_status", "event_date",
    "form_no", "member_no", "tehsil", "union_council", "village", "relatives_cnic", "family_no",
}  # fmt: skip
_FACT_KEYS = {
    "fact", "of", "relation", "from", "always", "values", "as_of", "only_if", "needs", "ages",
}  # fmt: skip


class BadLayout(ValueError):
    """A layout file that cannot be used; the message names the file, the place and the remedy."""


class UnknownLayout(LookupError):
    """No layout has this id; the message lists those there are."""


class _Place:
    """Where in a layout file we are, to be able to say so."""

    def __init__(self, file: str, path: str = "") -> None:
        self.file, self.path = file, path

    def at(self, key: object) -> "_Place":
        return _Place(self.file, f"{self.path}.{key}" if self.path else str(key))

    def wrong(self, what: str) -> BadLayout:
        return BadLayout(f"{self.file}, {self.path or 'top'}: {what}")


@cache
def shipped_layouts() -> Mapping[str, Layout]:
    """All layouts that come with the package, by id."""
    folder = resources.files("dareecha.registry") / "layouts"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    layouts = [layout_from_text(f.read_text(encoding="utf-8"), file=f.name) for f in files]
    return {layout.id: layout for layout in layouts}


def layout_called(layout_id: str) -> Layout:
    """The layout with this id; raises UnknownLayout."""
    try:
        return shipped_layouts()[layout_id]
    except KeyError:
        known = ", ".join(shipped_layouts())
        raise UnknownLayout(f'There is no layout "{layout_id}". Known are: {known}.') from None


def layout_from_text(text: str, *, file: str) -> Layout:
    """Read one layout; raises BadLayout for anything that it should not hold."""
    place = _Place(file)
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise place.wrong(f"this is not YAML: {error}") from None
    return _layout(_mapping(document, place), place)


def _layout(document: Mapping[Any, Any], place: _Place) -> Layout:
    _known_keys(document, _LAYOUT_KEYS, place)
    listed = _mapping(_need(document, "columns", place), place.at("columns"))
    kept, dropped = _columns(listed, place.at("columns"))
    fields = {column.field for column in kept}
    file = _mapping(document.get("file", {}), place.at("file"))
    _known_keys(file, {"kinds", "names", "encodings", "separators"}, place.at("file"))
    people = _people(document.get("people", {}), fields, place.at("people"))
    roles = {person.role for person in people}
    return Layout(
        id=str(_need(document, "layout", place)),
        version=_whole(_need(document, "version", place), place.at("version")),
        title=str(_need(document, "title", place)),
        department=str(_need(document, "department", place)),
        kinds=_words(file.get("kinds", ["csv"]), place.at("file.kinds")),
        names=_words(_need(file, "names", place.at("file")), place.at("file.names")),
        encodings=_words(file.get("encodings", ["utf-8"]), place.at("file.encodings")),
        separators=_words(file.get("separators", [",", ";", "\t"]), place.at("file.separators")),
        header_within=min(_whole(document.get("header_within_rows", 20), place), 50),
        empty_marks=frozenset(_words(document.get("empty_marks", _EMPTY), place.at("empty_marks"))),
        key=_fields(_need(document, "key", place), fields, place.at("key")),
        columns=tuple(kept),
        dropped=frozenset(dropped),
        pass_over=_pass_over(document.get("pass_over", []), place.at("pass_over")),
        district=_district(_need(document, "district", place), fields, place.at("district")),
        people=people,
        facts=_facts(document.get("facts", []), fields | {ROW_DISTRICT}, roles, place.at("facts")),
        receives=_receives(document.get("receives"), fields, roles, place.at("receives")),
        events=_events(document.get("events", {}), fields, roles, place.at("events")),
        decider=_decider(document.get("decider"), fields, roles, place.at("decider")),
        application=_application(
            document.get("application"), fields, roles, place.at("application")
        ),
        limit=_limit(document.get("limit"), fields, place.at("limit")),
        absence=_absence(document.get("absence"), place.at("absence")),
        confidential_if=_confidential(
            document.get("confidential", False), fields, place.at("confidential")
        ),
        occasion=_fields(document.get("once_per", []), fields, place.at("once_per")),
        as_of_form=_as_of_form(document.get("as_of_form"), fields, place.at("as_of_form")),
    )


# --- Columns ------------------------------------------------------------------------------------


def _columns(listed: Mapping[Any, Any], place: _Place) -> tuple[list[Column], list[str]]:
    kept: list[Column] = []
    dropped: list[str] = []
    for heading, entry in listed.items():
        here = place.at(heading)
        if not isinstance(heading, str):
            # To YAML, No is false and 1 a number: the heading would be another one.
            raise here.wrong("a heading should be a word. Put it in quotes.")
        entry = _mapping(entry, here)
        _known_keys(entry, _COLUMN_KEYS, here)
        also = _words(entry.get("also", []), here.at("also"))
        if "drop" in entry:
            _only_faith_is_dropped(entry, here)
            dropped += [comparable(h) for h in (heading, *also)]
        else:
            first = _column(heading, entry, also, here)
            kept.append(first)
            if "again" in entry:
                kept.append(_read_again(first, entry["again"], here.at("again")))
    _no_repeats([c.field for c in kept], "field", place)
    headings = [comparable(h) for c in kept if not c.reads_again for h in c.headings]
    _no_repeats(headings, "heading", place)
    return kept, dropped


def _read_again(first: Column, entry: object, place: _Place) -> Column:
    """The same cell read for something else that stands in it."""
    entry = _mapping(entry, place)
    _known_keys(entry, _COLUMN_KEYS - {"drop", "also", "again", "sensitive"}, place)
    if first.sensitive:
        raise place.wrong("the number of a person is read once.")
    again = _column(first.heading, entry, first.also, place)
    return replace(again, required=False, reads_again=first.field)


def _only_faith_is_dropped(entry: Mapping[Any, Any], place: _Place) -> None:
    if entry["drop"] != "faith" or set(entry) - {"drop", "also"}:
        raise place.wrong("a dropped column says `drop: faith`, perhaps `also`, and nothing else.")


def _column(heading: str, entry: Mapping[Any, Any], also: tuple[str, ...], place: _Place) -> Column:
    read = _one_of(_need(entry, "read", place), READS, place.at("read"))
    sensitive = _flag(entry.get("sensitive", False), place.at("sensitive"))
    if read in {"cnic", "phone"} and not sensitive:
        raise place.wrong(f"a column read as {read} must say `sensitive: true`.")
    notations = _words(entry.get("notations", []), place.at("notations"))
    for notation in notations:
        _one_of(notation, NOTATIONS, place.at("notations"))
    if (read == "date") != bool(notations):
        raise place.wrong("`notations` goes with `read: date`, and is needed there.")
    return Column(
        heading=heading,
        field=str(_need(entry, "field", place)),
        read=read,
        required=_flag(entry.get("required", True), place.at("required")),
        sensitive=sensitive,
        also=also,
        notations=notations,
        places=_whole(entry.get("places", 0), place.at("places")),
        least=_bound(entry.get("min"), place.at("min")),
        most=_bound(entry.get("max"), place.at("max")),
        spellings=_spellings(read, entry.get("values"), place.at("values")),
        contains=_flag(entry.get("contains", False), place.at("contains")),
        says_nothing=frozenset(
            comparable(word)
            for word in _words(entry.get("says_nothing", []), place.at("says_nothing"))
        ),
    )


def _spellings(read: str, values: object, place: _Place) -> dict[str, Constant]:
    if read == "yes_no" and values is None:
        values = _YES_NO
    if (read in {"choice", "yes_no"}) != (values is not None):
        raise place.wrong("`values` goes with `read: choice` (needed there) and `read: yes_no`.")
    if values is None:
        return {}
    spellings: dict[str, Constant] = {}
    for value, written in _mapping(values, place).items():
        if (read == "yes_no") != isinstance(value, bool):
            raise place.wrong(f"{value!r} is not a value for {read}. Put words in quotes.")
        for spelling in _words(written, place.at(value)):
            if spellings.setdefault(comparable(spelling), value) != value:
                raise place.wrong(f"{spelling!r} stands under two values.")
    return spellings


# --- Rows to pass over, district ----------------------------------------------------------------


def _pass_over(entries: object, place: _Place) -> tuple[PassOver, ...]:
    rules = []
    for number, entry in enumerate(_sequence(entries, place)):
        here = place.at(number)
        entry = _mapping(entry, here)
        _known_keys(entry, {"reason", "first_cell", "alone"}, here)
        try:
            pattern = re.compile(str(_need(entry, "first_cell", here)))
        except re.error as error:
            raise here.at("first_cell").wrong(f"not a regular expression: {error}.") from None
        alone = _flag(entry.get("alone", False), here.at("alone"))
        rules.append(PassOver(str(_need(entry, "reason", here)), pattern, alone))
    return tuple(rules)


def _district(entry: object, fields: set[str], place: _Place) -> DistrictFrom:
    entry = _mapping(entry, place)
    _known_keys(entry, {"field", "code_field", "tehsil_field", "sheet", "form", "none"}, place)
    if len(entry) != 1 and set(entry) != {"field", "tehsil_field"}:
        raise place.wrong(
            "give one of `field` (perhaps with `tehsil_field`), `code_field`, `tehsil_field`, "
            "`sheet: true`, `form: list`, `none: true`."
        )
    for key in ("field", "code_field", "tehsil_field"):
        if key in entry:
            _field(entry[key], fields, place.at(key))
    return DistrictFrom(
        field=str(entry.get("field", "")),
        code_field=str(entry.get("code_field", "")),
        tehsil_field=str(entry.get("tehsil_field", "")),
        sheet=bool(entry.get("sheet", False)),
        form=str(entry.get("form", "")),
    )


# --- People -------------------------------------------------------------------------------------


def _people(entries: object, fields: set[str], place: _Place) -> tuple[PersonNamed, ...]:
    entries = _mapping(entries, place)
    people = tuple(
        _person(str(role), _mapping(entry, place.at(role)), fields, place.at(role or "''"))
        for role, entry in entries.items()
    )
    for person in people:
        if person.mother is not None and person.mother not in entries:
            raise place.at(person.role).wrong(f"there is no role {person.mother!r} for the mother.")
        if person.kin_of is not None and person.kin_of not in entries:
            raise place.at(person.role).wrong(f"there is no role {person.kin_of!r} to be kin of.")
    return people


def _person(role: str, entry: Mapping[Any, Any], fields: set[str], place: _Place) -> PersonNamed:
    extra = {
        "father_is", "age_on", "mother", "kin_of", "kin_is", "only_if_named", "only_if",
        "only_if_numbered", "at_least",
    }  # fmt: skip
    _known_keys(entry, _PERSON_FIELDS | extra, place)
    named: dict[str, Any] = {}
    for key in _PERSON_FIELDS & set(entry):
        value = entry[key]
        if key in {"sex", "relation"} and isinstance(value, dict):
            named[f"always_{key}"] = str(_need(value, "always", place.at(key)))
        elif key == "cnic" and isinstance(value, dict):
            _known_keys(value, {"field", "only_if"}, place.at(key))
            named[key] = _field(_need(value, "field", place.at(key)), fields, place.at(key))
            named["cnic_only_if"] = _conditions(
                _need(value, "only_if", place.at(key)), fields, place.at("cnic.only_if")
            )
        else:
            named[key] = _field(value, fields, place.at(key))
    if "father" in named:
        kinds = {"father", "husband", "either"}
        named["father_is"] = _one_of(_need(entry, "father_is", place), kinds, place.at("father_is"))
    _need(entry, "name", place)
    age_on = entry.get("age_on", THE_LIST)
    if age_on != THE_LIST:
        _field(age_on, fields, place.at("age_on"))
    return PersonNamed(
        role=role,
        age_on=str(age_on),
        at_least=_bound(entry.get("at_least"), place.at("at_least")),
        mother=entry.get("mother"),
        kin_of=entry.get("kin_of"),
        kin_is=_kin_is(entry, place),
        is_meant=role == "",
        only_if_named=_flag(entry.get("only_if_named", False), place.at("only_if_named")),
        only_if_numbered=_flag(entry.get("only_if_numbered", False), place.at("only_if_numbered")),
        only_if=_conditions(entry.get("only_if", {}), fields, place.at("only_if")),
        **named,
    )


def _kin_is(entry: Mapping[Any, Any], place: _Place) -> str:
    if "kin_is" not in entry:
        return ""
    _need(entry, "kin_of", place)
    return _one_of(entry["kin_is"], {"father", "mother", "husband"}, place.at("kin_is"))


# --- Facts and payments -------------------------------------------------------------------------


def _facts(
    entries: object, fields: set[str], roles: set[str], place: _Place
) -> tuple[StatedFact, ...]:
    return tuple(
        _fact(_mapping(entry, place.at(number)), fields, roles, place.at(number))
        for number, entry in enumerate(_sequence(entries, place))
    )


def _fact(entry: Mapping[Any, Any], fields: set[str], roles: set[str], place: _Place) -> StatedFact:
    _known_keys(entry, _FACT_KEYS, place)
    if ("from" in entry) == ("always" in entry):
        raise place.wrong("give either `from: field` or `always: value`.")
    as_of = str(_need(entry, "as_of", place))
    if as_of not in {THE_LIST, "form"}:
        _field(as_of, fields, place.at("as_of"))
    ages = _mapping(entry.get("ages", {}), place.at("ages"))
    _known_keys(ages, {"from", "under"}, place.at("ages"))
    return StatedFact(
        fact=str(_need(entry, "fact", place)),
        of=_one_of(_need(entry, "of", place), roles | {"household"}, place.at("of")),
        relation=_one_of(entry.get("relation", ""), {"", "father", "mother"}, place.at("relation")),
        source=_field(entry["from"], fields, place.at("from")) if "from" in entry else "",
        always=entry.get("always"),
        values=_value_map(entry.get("values"), place.at("values")),
        as_of=as_of,
        only_if=_conditions(entry.get("only_if", {}), fields, place.at("only_if")),
        needs=_fields(entry.get("needs", []), fields, place.at("needs")),
        age_from=_bound(ages.get("from"), place.at("ages.from")),
        age_under=_bound(ages.get("under"), place.at("ages.under")),
    )


def _value_map(values: object, place: _Place) -> dict[Constant, Constant | Span] | None:
    if values is None:
        return None
    return {key: _constant(v, place.at(key)) for key, v in _mapping(values, place).items()}


def _constant(value: object, place: _Place) -> Constant | Span:
    if isinstance(value, dict):
        _known_keys(value, {"min", "max"}, place)
        return Span(_end(value.get("min"), place), _end(value.get("max"), place))
    if isinstance(value, str | int | bool | date):
        return value
    raise place.wrong("write a word, a whole number, a day, true, false or {min: …, max: …}.")


def _end(value: object, place: _Place) -> int | date | None:
    return value if isinstance(value, date) else _bound(value, place)


def _conditions(entry: object, fields: set[str], place: _Place) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            _field(name, fields, place.at(name)), frozenset(_sequence(values, place.at(name)))
        )
        for name, values in _mapping(entry, place).items()
    )


def _receives(entry: object, fields: set[str], roles: set[str], place: _Place) -> Receives | None:
    if entry is None:
        return None
    entry = _mapping(entry, place)
    named_fields = {"due", "received", "paid_on", "since", "period", "committee"}
    _known_keys(entry, named_fields | {"kind", "benefits", "only", "needs"}, place)
    needs = _fields(entry.get("needs", []), fields, place.at("needs"))
    named: dict[str, Any] = {
        key: _field(entry[key], fields, place.at(key)) for key in named_fields & set(entry)
    }
    if "only" in entry:
        only = _paid(_mapping(entry["only"], place.at("only")), roles, place.at("only"))
        return Receives(kind="", benefits={}, only=only, needs=needs, **named)
    benefits = {}
    for kind, paid in _mapping(_need(entry, "benefits", place), place.at("benefits")).items():
        benefits[kind] = _paid(_mapping(paid, place.at(kind)), roles, place.at(f"benefits.{kind}"))
    kind = _field(_need(entry, "kind", place), fields, place.at("kind"))
    return Receives(kind=kind, benefits=benefits, needs=needs, **named)


def _paid(paid: Mapping[Any, Any], roles: set[str], place: _Place) -> PaidBenefit:
    _known_keys(paid, {"benefit", "person", "per", "payee"}, place)
    benefit = str(_need(paid, "benefit", place))
    if benefit.count("/") != 2:
        raise place.wrong(f"{benefit!r} is no benefit id. Write department/scheme/benefit.")
    role = _one_of(paid.get("person", ""), roles, place.at("person"))
    return PaidBenefit(
        benefit=benefit,
        role=role,
        per=_one_of(_need(paid, "per", place), PERS, place.at("per")),
        payee=_one_of(paid.get("payee", role), roles, place.at("payee")),
    )


# --- Events, deciders, applications -------------------------------------------------------------


def _events(
    entries: object, fields: set[str], roles: set[str], place: _Place
) -> tuple[EventTold, ...]:
    return tuple(
        _event(str(id_), _mapping(entry, place.at(id_)), fields, roles, place.at(id_))
        for id_, entry in _mapping(entries, place).items()
    )


def _event(
    id_: str, entry: Mapping[Any, Any], fields: set[str], roles: set[str], place: _Place
) -> EventTold:
    _known_keys(entry, {"member", "facts", "only_if"}, place)
    stated = [
        {"of": "household", **_mapping(fact, place.at("facts"))}
        for fact in _sequence(_need(entry, "facts", place), place.at("facts"))
    ]
    return EventTold(
        id=id_,
        member=_one_of(entry.get("member", ""), roles, place.at("member")),
        facts=_facts(stated, fields, roles, place.at("facts")),
        only_if=_conditions(entry.get("only_if", {}), fields, place.at("only_if")),
    )


def _absence(entry: object, place: _Place) -> AbsenceTold | None:
    if entry is None:
        return None
    entry = _mapping(entry, place)
    _known_keys(entry, {"fact", "value", "complete_for"}, place)
    value = _need(entry, "value", place)
    if not isinstance(value, str | int | bool):
        raise place.at("value").wrong("write a word, a whole number, true or false.")
    return AbsenceTold(
        fact=str(_need(entry, "fact", place)),
        value=value,
        complete_for=str(_need(entry, "complete_for", place)),
    )


def _confidential(entry: object, fields: set[str], place: _Place) -> tuple[Condition, ...] | None:
    if isinstance(entry, bool):
        return () if entry else None
    entry = _mapping(entry, place)
    _known_keys(entry, {"only_if"}, place)
    return _conditions(_need(entry, "only_if", place), fields, place.at("only_if"))


def _decider(entry: object, fields: set[str], roles: set[str], place: _Place) -> DeciderTold | None:
    if entry is None:
        return None
    entry = _mapping(entry, place)
    _known_keys(entry, {"person", "office", "committee", "department", "of_department"}, place)
    named = {
        key: _field(entry[key], fields, place.at(key))
        for key in ("committee", "department")
        if key in entry
    }
    return DeciderTold(
        person=_one_of(entry.get("person", ""), roles, place.at("person")),
        office=_field(_need(entry, "office", place), fields, place.at("office")),
        of_department=str(entry.get("of_department", "")),
        **named,
    )


def _application(
    entry: object, fields: set[str], roles: set[str], place: _Place
) -> ApplicationTold | None:
    if entry is None:
        return None
    entry = _mapping(entry, place)
    optional = {"acknowledged_on", "decided_on", "decision", "paid_on", "limit_days"}
    _known_keys(entry, optional | {"applicant", "benefit", "asked_on"}, place)
    return ApplicationTold(
        applicant=_one_of(entry.get("applicant", ""), roles, place.at("applicant")),
        benefit=_field(_need(entry, "benefit", place), fields, place.at("benefit")),
        asked_on=_field(_need(entry, "asked_on", place), fields, place.at("asked_on")),
        **{key: _field(entry[key], fields, place.at(key)) for key in optional & set(entry)},
    )


def _limit(entry: object, fields: set[str], place: _Place) -> LimitTold | None:
    if entry is None:
        return None
    entry = _mapping(entry, place)
    _known_keys(entry, {"department", "days"}, place)
    return LimitTold(
        department=_field(_need(entry, "department", place), fields, place.at("department")),
        days=_field(_need(entry, "days", place), fields, place.at("days")),
    )


def _as_of_form(entry: object, fields: set[str], place: _Place) -> AsOfForm | None:
    if entry is None:
        return None
    entry = _mapping(entry, place)
    _known_keys(entry, {"list", "field", "by"}, place)
    by = _field(_need(entry, "by", place), fields, place.at("by"))
    return AsOfForm(str(_need(entry, "list", place)), str(_need(entry, "field", place)), by)


# --- Pieces -------------------------------------------------------------------------------------


def _mapping(value: object, place: _Place) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise place.wrong("a mapping (name: value) is expected here.")
    return value


def _sequence(value: object, place: _Place) -> list[Any]:
    if not isinstance(value, list):
        raise place.wrong("a list is expected here.")
    return value


def _need(mapping: Mapping[Any, Any], key: str, place: _Place) -> Any:
    if key not in mapping:
        raise place.wrong(f"`{key}` is missing.")
    return mapping[key]


def _known_keys(mapping: Mapping[Any, Any], known: set[str], place: _Place) -> None:
    for key in mapping:
        if key not in known:
            raise place.wrong(f"`{key}` is not known here. Known are: {', '.join(sorted(known))}.")


def _words(value: object, place: _Place) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else _sequence(value, place)
    for word in words:
        if not isinstance(word, str):
            raise place.wrong(f"{word!r} should be a word. Put it in quotes.")
    return tuple(words)


def _fields(value: object, fields: set[str], place: _Place) -> tuple[str, ...]:
    return tuple(_field(word, fields, place) for word in _words(value, place))


def _field(name: object, fields: set[str], place: _Place) -> str:
    if name not in fields:
        raise place.wrong(f"{name!r} is no field of a column. Fields: {', '.join(sorted(fields))}.")
    return str(name)


def _one_of(value: object, allowed: object, place: _Place) -> str:
    if value not in allowed:  # type: ignore[operator]
        known = ", ".join(repr(word) for word in sorted(allowed))  # type: ignore[call-overload]
        raise place.wrong(f"{value!r} is not one of {known}.")
    return str(value)


def _whole(value: object, place: _Place) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise place.wrong(f"{value!r} should be a whole number.")
    return value


def _bound(value: object, place: _Place) -> int | None:
    return None if value is None else _whole(value, place)


def _flag(value: object, place: _Place) -> bool:
    if not isinstance(value, bool):
        raise place.wrong(f"{value!r} should be true or false.")
    return value


def _no_repeats(words: list[str], what: str, place: _Place) -> None:
    for word in {word for word in words if words.count(word) > 1}:
        raise place.wrong(f"the {what} {word!r} is used twice.")
