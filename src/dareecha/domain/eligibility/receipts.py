"""Who receives what: certain by a receipt, a no only where the lists are complete."""

from __future__ import annotations

from dareecha.domain.eligibility import planes
from dareecha.domain.eligibility.frames import NOBODY_KNOWN, Frame, in_family
from dareecha.domain.eligibility.planes import NO, UNKNOWN, YES, Truth
from dareecha.domain.households.household import HOUSEHOLD, Receipt


def receives(frame: Frame, benefit: str, whose: str) -> Truth:
    """Whether the subject (or somebody of its family or household) receives a benefit.

    A receipt is certain; its absence is a no only where the lists for this benefit are complete.
    """
    household = frame.household
    receiving = [r.subject for r in household.receipts if r.benefit == benefit]
    found = planes.either(_receives_as(who, frame, whose) for who in receiving)
    return found if household.knows_receipt_of(benefit) else (found[0], True)


def receipt_of(benefit: str, whose: str, frame: Frame) -> Receipt | None:
    """The receipt that makes it certain that a benefit is received."""
    return next(
        (
            receipt
            for receipt in frame.household.receipts
            if receipt.benefit == benefit and _receives_as(receipt.subject, frame, whose) == YES
        ),
        None,
    )


def _receives_as(who: str, frame: Frame, whose: str) -> Truth:
    """Whether one who receives (by id) is the one, or of the family, that a rule speaks of."""
    match whose:
        case "household":
            return YES
        case "family":
            return _is_of_family(who, frame)
        case "folded":
            return YES if who == frame.folded.id else NO
    return YES if who == receiver(frame) else NO


def receiver(frame: Frame) -> str:
    """The id under which the subject itself receives."""
    subject = frame.event or frame.person or frame.family
    return subject.id if subject is not None else HOUSEHOLD


def _is_of_family(who: str, frame: Frame) -> Truth:
    household = frame.household
    person = household.person(who)
    if person is not None:
        return in_family(person, frame)
    if any(family.id == who for family in household.families):
        return _is_this_family(who, frame)
    return NO


def _is_this_family(family_id: str, frame: Frame) -> Truth:
    if frame.family is not None:
        return YES if frame.family.id == family_id else NO
    own = [family for family in frame.household.families if family.id == family_id]
    return UNKNOWN if frame.person is NOBODY_KNOWN or not own[0].is_closed else NO
