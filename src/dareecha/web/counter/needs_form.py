"""The form about needs: one field for each question, every one of them optional."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dareecha.domain.households.dictionary import Value
from dareecha.registry.models import Statement
from dareecha.registry.statements import Answer, Occasion
from dareecha.web.counter.needs_lines import Asked
from dareecha.web.words import SPEAKERS_PRESENT, SPEAKERS_WHO_ANSWERED

DECLINED = "declined"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Group:
    """The questions about one person, or about the household (`person` empty)."""

    person: str
    fields: tuple[tuple[BoundField, BoundField | None], ...]
    """Each question, with its own box for "prefers not to say" where it is no list."""


class NeedsForm(forms.Form):
    """Whoever leaves a question out has said nothing; whoever declines is not asked again."""

    answered_by = forms.ChoiceField(
        label=gettext_lazy("Who answered?"),
        choices=[("", "—"), *SPEAKERS_WHO_ANSWERED.items()],
    )
    present = forms.ChoiceField(
        label=gettext_lazy("Who else was there?"),
        choices=[("", "—"), *SPEAKERS_PRESENT.items()],
    )

    def __init__(self, asked: Sequence[Asked], data: Any = None) -> None:
        super().__init__(data)
        self.asked = asked
        for one in asked:
            self.fields[_name(one)] = _field(one)
            if not _is_list(one):
                self.fields[_box(one)] = forms.BooleanField(
                    label=gettext_lazy("Prefers not to say"), required=False
                )

    def groups(self) -> Iterator[Group]:
        """The questions person by person."""
        for of in dict.fromkeys(one.of for one in self.asked):
            mine = [one for one in self.asked if one.of == of]
            yield Group(
                mine[0].person,
                tuple(
                    (self[_name(one)], None if _is_list(one) else self[_box(one)]) for one in mine
                ),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(self._given(one) for one in self.asked):
            raise forms.ValidationError(_("No question was answered, so nothing was written down."))
        return cleaned

    def answers(self) -> list[Answer]:
        """What was answered or declined; what was left empty is none of them."""
        return [
            Answer(one.of, one.fact, self._value(one)) for one in self.asked if self._given(one)
        ]

    def _given(self, one: Asked) -> bool:
        return self.cleaned_data.get(_name(one)) not in (None, "") or self._declined(one)

    def _declined(self, one: Asked) -> bool:
        if _is_list(one):
            return bool(self.cleaned_data.get(_name(one)) == DECLINED)
        return bool(self.cleaned_data.get(_box(one)))

    def _value(self, one: Asked) -> Value | None:
        value: Any = self.cleaned_data.get(_name(one))
        if self._declined(one):
            return None
        given: Value = value == YES if one.kind == "bool" else value
        return given

    def occasion(self, at: datetime) -> Occasion:
        """When these answers were given, who gave them and who was there."""
        return Occasion(
            as_of=timezone.localdate(at),
            at=at,
            answered_by=Statement.Speaker(self.cleaned_data["answered_by"]),
            present=Statement.Present(self.cleaned_data["present"]),
        )


def _is_list(one: Asked) -> bool:
    return one.kind in ("bool", "enum")


def _name(one: Asked) -> str:
    return f"{one.of}.{one.fact}"


def _box(one: Asked) -> str:
    return f"{_name(one)}.{DECLINED}"


def _field(one: Asked) -> forms.Field:
    words: dict[str, Any] = {
        "label": one.question.text,
        "help_text": one.help.text,
        "required": False,
    }
    match one.kind:
        case "bool":
            choices = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))]
            return forms.ChoiceField(choices=_list(choices), **words)
        case "enum":
            named = [(value, label.text) for value, label in one.choices]
            return forms.ChoiceField(choices=_list(named), **words)
        case "date":
            day = forms.DateInput(attrs={"type": "date"})
            return forms.DateField(widget=day, **words)
    return forms.IntegerField(min_value=one.least, max_value=one.most, **words)


def _list(choices: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", "—"), *choices, (DECLINED, gettext_lazy("Prefers not to say"))]
