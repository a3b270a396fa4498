"""How the counter prints reasons: whole sentences, so that each language orders its own words."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dareecha.web import words
from dareecha.web.counter.pages import AmountSpan, CriterionLine, FactUsed
from dareecha.web.templatetags.printing import bdi, day, pkr, tongue

register = template.Library()


def filled(text: str, **parts: str) -> SafeString:
    """A translated sentence with its parts; what is not marked as safe is escaped."""
    escaped = {name: conditional_escape(part) for name, part in parts.items()}
    return SafeString(conditional_escape(text) % escaped)


@register.filter
def amount_sentence(amount: AmountSpan) -> SafeString:
    """Rs 14,500 every three months; a span says between which sums."""
    if amount.is_exact:
        return filled(str(words.AMOUNTS[amount.per]), amount=pkr(amount.least))
    sentence = str(words.AMOUNTS_BETWEEN[amount.per])
    return filled(sentence, least=pkr(amount.least), most=pkr(amount.most))


@register.filter
def outcome_sentence(criterion: CriterionLine) -> SafeString:
    """Whether a criterion holds, and for whom."""
    if not criterion.of:
        return filled(str(words.CRITERION_STATES[criterion.state]))
    return filled(str(words.CRITERION_STATES_OF[criterion.state]), name=bdi(criterion.of))


@register.filter
def fact_sentence(fact: FactUsed) -> SafeString:
    """What a criterion read: the fact, whose it is, and who says so since when."""
    parts = {"fact": tongue(fact.label), "value": format_html("<b>{}</b>", tongue(fact.value))}
    parts["source"] = tongue(fact.source)
    if fact.of:
        parts["name"] = bdi(fact.of)
    if fact.as_of:
        parts["day"] = day(fact.as_of)
    return filled(_fact_pattern(fact), **parts)


def _fact_pattern(fact: FactUsed) -> str:
    if fact.of and fact.as_of:
        return _("%(fact)s of %(name)s: %(value)s, says %(source)s on %(day)s.")
    if fact.of:
        return _("%(fact)s of %(name)s: %(value)s, says %(source)s.")
    if fact.as_of:
        return _("%(fact)s: %(value)s, says %(source)s on %(day)s.")
    return _("%(fact)s: %(value)s, says %(source)s.")
