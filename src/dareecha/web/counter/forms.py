"""The counter's forms: whom do you look for, and what for?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dareecha.domain.vocabulary.cnic import LENGTH, Cnic, NotACnic, parse_cnic
from dareecha.domain.vocabulary.digits import tidy
from dareecha.web.counter.reading import PersonSearch
from dareecha.web.words import PURPOSES

LONGEST_NAME = 80
SHORTEST_NAME = 2


class PurposeForm(forms.Form):
    """What an officer opens a household for that no search of this session led to."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What do you need it for?"),
        help_text=gettext_lazy("Every look at a person is written down with its purpose."),
        choices=[("", "—"), *PURPOSES.items()],
    )


class PersonSearchForm(forms.Form):
    """By CNIC, or by name together with the father's or husband's name: nobody can browse."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What do you need it for?"),
        help_text=gettext_lazy("Every search is written down with its purpose."),
        choices=[("", "—"), *PURPOSES.items()],
    )
    cnic = forms.CharField(
        label=gettext_lazy("CNIC or B-form number"),
        help_text=gettext_lazy("13 digits, with or without dashes"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("in Urdu, Pashto or Latin letters"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    relative = forms.CharField(
        label=gettext_lazy("Father's or husband's name"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def clean_cnic(self) -> Cnic | None:
        written = self.cleaned_data["cnic"]
        if not written:
            return None
        try:
            return parse_cnic(written)
        except NotACnic as error:
            raise ValidationError(_what_is_wrong(written)) from error

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors or given["cnic"]:
            return given
        for field in ("name", "relative"):
            if len(given[field]) < SHORTEST_NAME:
                self.add_error(
                    field,
                    _("Write the CNIC, or the name and the father's or husband's name."),
                )
        return given

    def search(self) -> PersonSearch:
        """What to look for; ask only when the form is valid."""
        return PersonSearch(**self.cleaned_data)


def _what_is_wrong(written: str) -> str:
    """The sentence for a number that is no CNIC, in the reader's language."""
    digits = sum(sign.isdigit() for sign in tidy(written))
    if digits != LENGTH:
        return _("A CNIC has 13 digits; this has %(count)s. Check the number on the card.") % {
            "count": digits
        }
    return _("This cannot be a CNIC. Check the number on the card.")
