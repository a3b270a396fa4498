"""The public pages read from the catalogue: schemes, troubles, offices, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from dareecha.domain.eligibility.answer import NOT_KNOWN_WORDS
from dareecha.domain.linkage.letters import fold
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.parameters import Parameter
from dareecha.domain.rules.scheme import Benefit, Criterion, Group, Scheme, Version
from dareecha.domain.rules.texts import criterion_text, fill, placeholders, spoken
from dareecha.domain.rules.tree import Node, ParameterName
from dareecha.web.portal.pages import (
    Amount,
    Appeal,
    BenefitPart,
    Condition,
    Figure,
    Offer,
    OpenQuestion,
    Paper,
    Phone,
    Place,
    SchemeGroup,
    SchemeLine,
    SchemeList,
    SchemePage,
    Source,
    Standing,
    Tile,
    TroublePage,
)
from dareecha.web.said import NOTHING_SAID, Said, said
from dareecha.web.words import CONTINGENCIES

NOT_SAFE = "not_safe"
DEPARTMENT, TROUBLE, CONTINGENCY = "department", "trouble", "contingency"
GROUPINGS = (DEPARTMENT, TROUBLE, CONTINGENCY)
OTHER = "other"
# Where one clause of a text ends and the next begins.
CLAUSE_END = re.compile(r"(?<=[.:;؛۔])\s+")
# After so long without anybody confirming it, a page says: ask before you travel.
CONFIRMATION_HOLDS = timedelta(days=365)


class NoSuchPage(LookupError):
    """The catalogue knows no scheme or trouble of this name."""


@dataclass(frozen=True)
class Portal:
    """A catalogue as somebody reads it: in this language, on this day."""

    catalogue: Catalogue
    language: str
    today: date

    def tiles(self) -> tuple[Tile, ...]:
        """The troubles of the first page, without the one that is shown plainly and last."""
        troubles = self.catalogue.troubles
        return tuple(self._tile(trouble) for trouble in troubles if trouble["id"] != NOT_SAFE)

    def trouble(self, trouble_id: str) -> TroublePage:
        """What answers a trouble: the likeliest first, what is shut last. Raises NoSuchPage."""
        trouble = self._trouble(trouble_id)
        offers = [self._offer(benefit) for benefit in trouble.get("benefits") or ()]
        open_first = sorted(offers, key=lambda offer: offer.is_shut)
        return TroublePage(tile=self._tile(trouble), offers=tuple(open_first))

    def not_safe(self) -> tuple[Phone, ...]:
        """The phone numbers for somebody who is in danger at home. Raises NoSuchPage."""
        return tuple(
            Phone(
                name=said(phone.get("name"), self.language),
                number=str(phone["number"]),
                as_of=_day(phone.get("as_of")),
            )
            for phone in self._trouble(NOT_SAFE).get("phones") or ()
        )

    def schemes(self, *, by: str, words: str = "") -> SchemeList:
        """All schemes in groups; with words, those that any text in any language leads to."""
        found = [one for one in self.catalogue.schemes.values() if self._speaks_of(one, words)]
        groups: dict[str, list[Scheme]] = {key: [] for key in self._keys(by)}
        for scheme in found:
            for key in _keys_of(scheme, by):
                groups.setdefault(key, []).append(scheme)
        return SchemeList(
            by=by,
            groups=tuple(self._group(by, key, some) for key, some in groups.items() if some),
            count=len(found),
        )

    def scheme(self, scheme_id: str) -> SchemePage:
        """Everything the public page of a scheme says. Raises NoSuchPage."""
        scheme = self.catalogue.schemes.get(scheme_id)
        if scheme is None:
            raise NoSuchPage(scheme_id)
        return SchemePage(
            id=scheme.id,
            name=self._say(scheme, "scheme", "name"),
            summary=self._say(scheme, "scheme", "summary"),
            how_much=self._say(scheme, "scheme", "how_much"),
            department=self._department(scheme.department),
            legal_basis=said(scheme.legal_basis, self.language),
            standing=self._standing(scheme),
            funded_until=scheme.funded_until,
            fees_pkr=scheme.fees_pkr,
            benefits=tuple(self._benefit(scheme, one) for one in scheme.benefits.values()),
            steps=self._steps(scheme),
            papers=tuple(self._paper(self.catalogue.papers[paper]) for paper in scheme.papers),
            offices=tuple(self._place(self.catalogue.offices[one]) for one in scheme.offices),
            appeal=self._appeal(scheme.appeal),
            open_questions=tuple(self._question(entry) for entry in scheme.open_questions),
            unconfirmed_exclusions=tuple(
                str(entry.get("with", "")) for entry in scheme.unconfirmed_exclusions
            ),
            sources=tuple(_source(entry) for entry in scheme.sources),
            as_of=self.today,
            catalogue_digest=self.catalogue.digest,
        )

    # --- The list of all ----------------------------------------------------------------------

    def _keys(self, by: str) -> list[str]:
        """The groups in their own order: troubles as on the first page, the rest as they come."""
        return [trouble["id"] for trouble in self.catalogue.troubles] if by == TROUBLE else []

    def _group(self, by: str, key: str, schemes: list[Scheme]) -> SchemeGroup:
        lines = (self._line(scheme) for scheme in schemes)
        return SchemeGroup(
            key=key or OTHER,
            name=self._name_of_group(by, key),
            schemes=tuple(sorted(lines, key=lambda line: line.is_shut)),
        )

    def _name_of_group(self, by: str, key: str) -> Said:
        if not key:
            return Said(gettext("Other needs"), self.language)
        if by == TROUBLE:
            return said(self._trouble(key).get("name"), self.language)
        if by == CONTINGENCY:
            return Said(str(CONTINGENCIES[key]), self.language)
        return self._department(key)

    def _speaks_of(self, scheme: Scheme, words: str) -> bool:
        wanted = fold(words).split()
        if not wanted:
            return True
        texts = " ".join(fold(text) for text in self._searchable(scheme))
        return all(word in texts for word in wanted)

    def _searchable(self, scheme: Scheme) -> Iterable[str]:
        yield scheme.id
        for language in scheme.texts:
            for key in ("name", "summary"):
                yield scheme.say(language, "scheme", key) or ""
            for benefit in scheme.benefits.values():
                yield scheme.say(language, "benefits", benefit.name, "name") or ""
        department = self.catalogue.departments.get(scheme.department) or {}
        yield from _all_texts(department.get("name"))
        for trouble in self.catalogue.troubles:
            if trouble["id"] in scheme.troubles:
                yield from _all_texts(trouble.get("name"))
                yield from _all_texts(trouble.get("hint"))

    # --- Parts ------------------------------------------------------------------------------

    def _say(self, scheme: Scheme, *path: str) -> Said:
        return said(
            {code: scheme.say(code, *path) for code in (self.language, "en")}, self.language
        )

    def _trouble(self, trouble_id: str) -> Mapping[str, Any]:
        for trouble in self.catalogue.troubles:
            if trouble["id"] == trouble_id:
                return trouble
        raise NoSuchPage(trouble_id)

    def _tile(self, trouble: Mapping[str, Any]) -> Tile:
        return Tile(
            id=trouble["id"],
            icon=trouble.get("icon") or "ask",
            name=said(trouble.get("name"), self.language),
            hint=said(trouble.get("hint"), self.language),
        )

    def _offer(self, benefit_id: str) -> Offer:
        scheme = self.catalogue.scheme_of(benefit_id)
        benefit = self.catalogue.benefit(benefit_id)
        version = benefit.in_force(self.today)
        return Offer(
            scheme=self._line(scheme),
            state=self._state(benefit),
            name=self._say(scheme, "benefits", benefit.name, "name"),
            what=self._say(scheme, "benefits", benefit.name, "what"),
            decided_by=benefit.decided_by,
            door=benefit.door,
            amount=self._amount(scheme, version),
        )

    def _line(self, scheme: Scheme) -> SchemeLine:
        return SchemeLine(
            id=scheme.id,
            name=self._say(scheme, "scheme", "name"),
            summary=self._say(scheme, "scheme", "summary"),
            department=self._department(scheme.department),
            state=self._standing(scheme).state,
        )

    def _department(self, code: str) -> Said:
        return said((self.catalogue.departments.get(code) or {}).get("name"), self.language)

    def _standing(self, scheme: Scheme) -> Standing:
        state = scheme.state_on(self.today)
        if state is None:
            return Standing("not_known", (), None, "", is_confirmed_long_ago=False)
        confirmed_on = state.confirmed_on
        return Standing(
            state=state.state,
            only_in=tuple(self._district(code) for code in state.districts or ()),
            confirmed_on=confirmed_on,
            confirmed_by=state.confirmed_by,
            is_confirmed_long_ago=confirmed_on is None
            or self.today - confirmed_on > CONFIRMATION_HOLDS,
        )

    def _district(self, code: str) -> Said:
        names = (one.get("name") for one in self.catalogue.districts if one.get("code") == code)
        return said(next(names, None), self.language) or Said(code, "en")

    def _benefit(self, scheme: Scheme, benefit: Benefit) -> BenefitPart:
        version = benefit.in_force(self.today)
        return BenefitPart(
            id=benefit.id,
            name=self._say(scheme, "benefits", benefit.name, "name"),
            what=self._say(scheme, "benefits", benefit.name, "what"),
            unit=benefit.unit,
            decided_by=benefit.decided_by,
            door=benefit.door,
            claim=benefit.claim,
            payee=said(benefit.payee, self.language),
            days=benefit.standard.days,
            days_kind=benefit.standard.kind or "",
            days_source=_title(scheme, benefit.standard.source),
            rule_source=_title(scheme, version.source) if version else "",
            rule_since=version.begins if version else None,
            conditions=self._rule(scheme, version.rule) if version else (),
            amount=self._amount(scheme, version),
            state=self._state(benefit),
        )

    def _state(self, benefit: Benefit) -> str:
        state = benefit.state_on(self.today)
        return state.state if state else "not_known"

    def _rule(self, scheme: Scheme, rule: Group) -> tuple[Condition, ...]:
        """A list of which all must hold, which is how a reader takes a list that says nothing."""
        conditions = self._conditions(scheme, rule)
        return conditions if rule.kind == "all" else (Condition(rule.kind, parts=conditions),)

    def _conditions(self, scheme: Scheme, group: Group) -> tuple[Condition, ...]:
        return tuple(
            Condition(kind=part.kind, parts=self._conditions(scheme, part))
            if isinstance(part, Group)
            else self._condition(scheme, part)
            for part in group.parts
        )

    def _condition(self, scheme: Scheme, criterion: Criterion) -> Condition:
        return Condition(
            kind="one",
            short=self._say(scheme, "criteria", criterion.id, "short"),
            figures=self._figures(scheme, criterion.test, criterion.id),
            source=_title(scheme, criterion.source),
            is_step=criterion.is_step,
            asked_by_office=criterion.asked_by_department,
        )

    def _amount(self, scheme: Scheme, version: Version | None) -> Amount | None:
        if version is None or version.amount is None:
            return None
        figures = self._figures(scheme, version.amount)
        is_plain = isinstance(version.amount, ParameterName)
        return Amount(
            exact=figures[0] if is_plain and figures else None,
            figures=() if is_plain else figures,
            per=version.per or "",
        )

    def _figures(
        self, scheme: Scheme, test: Node | None, criterion: str = ""
    ) -> tuple[Figure, ...]:
        """The figures of law that an expression names, as they stand today."""
        names = dict.fromkeys(
            node.name for node in (test.walk() if test else ()) if isinstance(node, ParameterName)
        )
        figures = (self._figure(scheme, scheme.parameters[name], criterion) for name in names)
        # One clause may hold two figures: it is said once.
        return tuple({(one.says, one.since, one.source) if one.says else one: one
                      for one in figures}.values())  # fmt: skip

    def _figure(self, scheme: Scheme, parameter: Parameter, criterion: str) -> Figure:
        entry = parameter.on(self.today)
        unit = parameter.type.unit
        return Figure(
            label=said(getattr(parameter, "label", None), self.language),
            says=self._says(scheme, parameter, criterion),
            value=_value(parameter, entry.value) if entry else None,
            is_rupees=unit.startswith("PKR"),
            unit=unit.removeprefix("PKR").strip(),
            since=entry.begins if entry else None,
            day_is_assumed=bool(entry and entry.day_is_assumed),
            source=_title(scheme, entry.source) if entry else "",
        )

    def _says(self, scheme: Scheme, parameter: Parameter, criterion: str) -> Said:
        """The clause of a criterion's text that is made of this figure and the law alone."""
        for code in (self.language, "en"):
            for outcome in ("holds", "unknown"):
                text = criterion_text(scheme, code, criterion, outcome) or ""
                for clause in CLAUSE_END.split(text):
                    asked = set(placeholders(clause))
                    if parameter.name in asked and asked <= set(scheme.parameters):
                        return Said(self._with_figures(scheme, clause, code), code)
        return NOTHING_SAID

    def _with_figures(self, scheme: Scheme, clause: str, code: str) -> str:
        values = {}
        for name in placeholders(clause):
            parameter = scheme.parameters[name]
            entry = parameter.on(self.today)
            if entry is not None and entry.value is not None:
                values[name] = spoken((entry.value, entry.value), parameter.type, code)
        filled = fill(clause, values, NOT_KNOWN_WORDS[code])
        return filled[:1].upper() + filled[1:]

    def _steps(self, scheme: Scheme) -> tuple[Said, ...]:
        for code in (self.language, "en"):
            steps = (scheme.texts.get(code) or {}).get("steps")
            if steps:
                return tuple(Said(str(step), code) for step in steps)
        return ()

    def _paper(self, paper: Mapping[str, Any]) -> Paper:
        office = self.catalogue.offices.get(paper.get("from") or "") or {}
        return Paper(
            name=said(paper.get("name"), self.language),
            help=said(paper.get("help"), self.language),
            issued_by=said(office.get("name"), self.language),
            legal_days=_number(paper.get("legal_days")),
        )

    def _place(self, office: Mapping[str, Any]) -> Place:
        return Place(
            name=said(office.get("name"), self.language),
            where=said(office.get("where"), self.language),
            phone=_known(office.get("phone")),
            hours=_known(office.get("hours")),
            as_of=_day(office.get("as_of")),
        )

    def _appeal(self, appeal: Mapping[str, Any]) -> Appeal:
        return Appeal(
            body=_said_or_not_known(appeal.get("body"), self.language),
            how=_said_or_not_known(appeal.get("how"), self.language),
            days=_number(appeal.get("days")),
            source=_known(appeal.get("source")),
        )

    def _question(self, entry: Mapping[str, Any]) -> OpenQuestion:
        ruling = entry.get("ruling")
        return OpenQuestion(
            question=said(entry, self.language),
            reading=Said(str(ruling), "en") if ruling else NOTHING_SAID,
        )


def _known(value: object) -> str:
    return "" if value in (None, "not_known") else str(value)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _said_or_not_known(texts: object, language: str) -> Said:
    return said(texts, language) if isinstance(texts, Mapping) else NOTHING_SAID


def _value(parameter: Parameter, value: object) -> Decimal | date | str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        number = Decimal(value).scaleb(-parameter.type.scale)
        return Decimal(int(number)) if number == int(number) else number.normalize()
    return value if isinstance(value, date) or value is None else str(value)


def _title(scheme: Scheme, source: str) -> str:
    """A source by its title where the scheme lists it, else as it is written."""
    titles = {entry.get("id"): entry.get("title") for entry in scheme.sources}
    return str(titles.get(source) or source or "")


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(
        title=_known(entry.get("title")),
        url=_known(entry.get("url")),
        as_of=_day(entry.get("as_of")),
        strength=str(entry.get("strength") or "stated"),
    )


def _keys_of(scheme: Scheme, by: str) -> tuple[str, ...]:
    """The groups that a scheme stands in; an empty key for one that has none."""
    if by == TROUBLE:
        return scheme.troubles or ("",)
    return scheme.contingencies or ("",) if by == CONTINGENCY else (scheme.department,)


def _all_texts(texts: object) -> Iterable[str]:
    return (str(text or "") for text in texts.values()) if isinstance(texts, Mapping) else ()
