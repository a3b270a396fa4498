"""How pages print numbers, money, days, icons, verdict windows and texts of another language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, translate_url
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, get_language_info, pgettext
from django.utils.translation import gettext as _

from dareecha.web import words
from dareecha.web.said import Said

register = template.Library()

LAKH = 100_000
CRORE = 10_000_000
# Icons that point somewhere, and so turn round where the text runs the other way.
TURNING = frozenset({"go", "back"})


@register.filter
def ltr(value: object) -> SafeString:
    """A number, CNIC, phone or code, kept from running backwards in Urdu and Pashto."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def bdi(name: str) -> SafeString:
    """A name of a person or place, whichever way it is written."""
    return format_html("<bdi>{}</bdi>", name)


@register.filter
def grouped(number: int | Decimal) -> str:
    """A number with commas as in Pakistan: 10,00,000."""
    whole, point, rest = f"{abs(number)}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups: list[str] = []
    while head:
        head, group = head[:-2], head[-2:]
        groups.insert(0, group)
    sign = "-" if number < 0 else ""
    return sign + ",".join([*groups, tail]) + point + rest


@register.filter
def pkr(rupees: int) -> SafeString:
    """Rupees with commas, and in lakh or crore where people say it so."""
    amount = format_html(_("Rs %(amount)s") % {"amount": "{}"}, ltr(grouped(rupees)))
    in_words = _in_lakh_or_crore(rupees)
    if not in_words:
        return format_html('<span class="nowrap">{}</span>', amount)
    return format_html('<span class="nowrap">{}</span> ({})', amount, in_words)


def _in_lakh_or_crore(rupees: int) -> str:
    if rupees < LAKH or rupees % 1000:
        return ""
    if rupees >= CRORE:
        return _("%(number)s crore") % {"number": f"{Decimal(rupees) / CRORE:f}"}
    return _("%(number)s lakh") % {"number": f"{Decimal(rupees) / LAKH:f}"}


@register.filter
def day(value: date) -> SafeString:
    """A day with its month in words."""
    written = _("%(day)s %(month)s %(year)s") % {
        "day": value.day,
        "month": words.MONTHS[value.month - 1],
        "year": value.year,
    }
    return format_html('<time datetime="{}"><bdi>{}</bdi></time>', value.isoformat(), written)


@register.filter
def tongue(text: Said | str) -> SafeString:
    """A text; one that is not in the page's language is marked with its own."""
    if isinstance(text, str) or text.language == get_language():
        return SafeString(escape(str(text)))
    direction = "rtl" if get_language_info(text.language)["bidi"] else "ltr"
    return format_html('<span lang="{}" dir="{}">{}</span>', text.language, direction, text.text)


@register.filter
def sentence(text: Said | str) -> SafeString:
    """A whole sentence; one in another language says so to the eye as well as to the ear."""
    if isinstance(text, str) or text.language == get_language() or not text:
        return tongue(text)
    return format_html(
        '<span class="foreign"><span class="tag tongue">{}</span> {}</span>',
        words.TONGUES[text.language],
        tongue(text),
    )


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A drawing from the sprite. It stands beside a word, so it is silent itself."""
    turns = " turns" if name in TURNING else ""
    return format_html(
        '<svg class="icon{} {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        turns,
        classes,
        static("dareecha/icons.svg"),
        name.replace(" ", "-"),
    )


@register.simple_tag
def comma() -> str:
    """What stands between two things: a comma of the page's own script."""
    return pgettext("between items of a list", ", ")


@register.inclusion_tag("components/window.html")
def window(kind: str) -> dict[str, str]:
    """The window of a verdict: its shape. Print the word beside it."""
    return {"shape": words.WINDOW_SHAPES[kind]}


@register.filter
def dialled(phone: str) -> str:
    """A phone number as a telephone link wants it: digits and a leading plus."""
    plus = "+" if phone.strip().startswith("+") else ""
    return plus + "".join(sign for sign in phone if sign.isdigit())


def _word_filter(name: str, words_by_code: Mapping[str, object]) -> None:
    """A filter that turns a code of a closed list into the reader's words."""

    def worded(code: str) -> str:
        return str(words_by_code[code])

    register.filter(name, worded)


CLOSED_LISTS: dict[str, Mapping[str, object]] = {
    "scheme_state": words.STATES,
    "scheme_warning": words.WARNINGS,
    "decided_by_sentence": words.DECIDED_BY,
    "door_sentence": words.DOORS,
    "claim_sentence": words.CLAIMS,
    "unit_words": words.UNITS,
    "period": words.PERIODS,
    "standard": words.STANDARDS,
    "strength": words.STRENGTHS,
    "contingency": words.CONTINGENCIES,
    "relationship": words.RELATIONSHIPS,
    "sex": words.SEXES,
    "number_kind": words.NUMBERS,
    "criterion_window": words.CRITERION_WINDOWS,
    "finding_kind": words.FINDING_KINDS,
    "planning_view": words.PLANNING_VIEWS,
    "purpose_words": words.PURPOSES,
    "why_missing": words.WHY_MISSING,
    "bar": words.BARS,
    "speaker": words.SPEAKERS_WHO_ANSWERED,
    "verdict": words.VERDICTS,
    "verdict_short": words.VERDICTS_IN_TABLES,
}
for _name, _words in CLOSED_LISTS.items():
    _word_filter(_name, _words)


@register.simple_tag(takes_context=True)
def reading(context: template.Context) -> dict[str, str]:
    """Language and direction of the page, whatever view prints it."""
    return {
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
    }


@register.inclusion_tag("components/tongues.html", takes_context=True)
def tongues(context: template.Context) -> dict[str, object]:
    """Links to this page in the three languages."""
    request: HttpRequest | None = context.get("request")
    return {
        "links": [
            {
                "code": code,
                "name": get_language_info(code)["name_local"],
                "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
                "href": _same_page(request, code),
                "is_here": code == get_language(),
            }
            for code in ("en", "ur", "ps")
        ]
    }


def _same_page(request: HttpRequest | None, code: str) -> str:
    """This page in another language; its first page where there is no such page."""
    if request is None:
        return f"/{code}/"
    here = request.get_full_path()
    try:
        there = translate_url(here, code)
    except NoReverseMatch:
        return f"/{code}/"
    return there if there.startswith(f"/{code}/") else f"/{code}/"
