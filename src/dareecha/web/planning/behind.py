"""The households behind a number: for those whose duty opens households in that district."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dareecha.accounts.models import Duty
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.journal import actions as journal
from dareecha.registry.models import CurrentHousehold
from dareecha.safeguards.access import record_look_up
from dareecha.screening.models import CurrentVerdicts
from dareecha.screening.packing import Verdict, unpacked
from dareecha.web.planning.pages import HouseholdLine
from dareecha.web.planning.tables import LISTED
from dareecha.web.said import Said, said
from dareecha.web.words import FINDING_KINDS, PURPOSES

AT_ONCE = 20
LOG = "households behind a number"


class ListForm(forms.Form):
    """Which gap, of which benefit, in which district: and what for. Only the last is private."""

    purpose = forms.ChoiceField(
        label=_("What do you need it for?"),
        help_text=_("Every look at a person is written down with its purpose."),
        choices=[("", "—"), *PURPOSES.items()],
    )
    kind = forms.ChoiceField(
        label=_("Who"), choices=[(kind, FINDING_KINDS[kind]) for kind in LISTED]
    )
    benefit = forms.ChoiceField(label=_("Benefit"))
    district = forms.ChoiceField(label=_("District"))
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: object, benefits: list[tuple[str, str]], districts: list[tuple[str, str]],
        **kwargs: object,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, choices in (("benefit", benefits), ("district", districts)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
            field.choices = choices


@dataclass(frozen=True)
class Listed:
    """One page of the list. `after`: where the next one goes on; None on the last."""

    lines: tuple[HouseholdLine, ...]
    ids: tuple[UUID, ...]
    after: UUID | None


@transaction.atomic
def list_households(
    duty: Duty, catalogue: Catalogue, *, kind: str, benefit: str, district: str, purpose: str,
    after: UUID | None, language: str,
) -> Listed:  # fmt: skip
    """Twenty households with this gap in this district, and the look written down."""
    rows = CurrentVerdicts.objects.filter(
        district=district, verdicts__contains=[[benefit, kind]]
    ).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows[: AT_ONCE + 1])
    shown = found[:AT_ONCE]
    ids = tuple(row.pk for row in shown)
    record_look_up(purpose=purpose, kind=LOG, found=len(shown), subjects=ids)
    journal.record(
        "individual.looked_up",
        department=duty.department_id,
        subject={"purpose": purpose, "found": str(len(shown))},
    )
    files = CurrentHousehold.objects.in_bulk(ids)
    lines = tuple(
        _line(files[row.pk], _verdict(row, kind, benefit), catalogue, language)
        for row in shown
        if row.pk in files
    )
    return Listed(lines, ids, shown[-1].pk if len(found) > AT_ONCE else None)


def _verdict(row: CurrentVerdicts, kind: str, benefit: str) -> Verdict:
    found = (unpacked(entry) for entry in row.verdicts)
    return next(one for one in found if one.gap == kind and one.benefit == benefit)


def _line(
    file: CurrentHousehold, verdict: Verdict, catalogue: Catalogue, language: str
) -> HouseholdLine:
    names = file.names
    first: dict[str, str] = next(iter(names.values()), {})
    of = names.get(verdict.subject, {})
    fact = catalogue.facts.get(verdict.fact)
    return HouseholdLine(
        household_id=str(file.pk),
        name=first.get("name") or "—",
        of=of.get("name", ""),
        village=next((one["village"] for one in names.values() if one.get("village")), ""),
        fact=said(fact.label, language) if fact is not None else Said("", language),
    )
