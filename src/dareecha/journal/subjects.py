"""What a record may name: identifiers of ours, codes, digests and counts, never a person.

This is the last fence, not the rule. It cannot know a name when it sees one; it stops what
looks like a sentence or like somebody's number.
"""

import re
from collections.abc import Mapping

LONGEST_VALUE = 200
# Shorter runs are dates and counts; a phone has ten digits at least, a CNIC thirteen.
DIGITS_OF_A_NUMBER = 10

NAME = re.compile(r"[a-z][a-z0-9_]*")
TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/#+=,@-]*")
OUR_ID = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})(?![0-9a-f])"
)
SOMEBODYS_NUMBER = re.compile(rf"(?:\d[-._/+]?){{{DIGITS_OF_A_NUMBER},}}")


class NotForTheJournal(ValueError):
    """A value that could tell who somebody is. The value itself is never repeated."""


def check_subject(subject: Mapping[str, str]) -> None:
    """Raises NotForTheJournal for the first entry that is not an identifier of ours."""
    if not subject:
        raise NotForTheJournal("An event is about something: give at least one id as its subject.")
    for name, value in subject.items():
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise NotForTheJournal(
                "The names in an event's subject are small letters, digits and underscores; "
                "one of these is not."
            )
        _check_value(name, value)


def _check_value(name: str, value: object) -> None:
    where = f"subject[{name!r}]"
    if not isinstance(value, str) or len(value) > LONGEST_VALUE or not TOKEN.fullmatch(value):
        raise NotForTheJournal(
            f"{where} is not an id: the journal takes ids, codes, digests and counts, as text "
            f"without spaces in ASCII letters, at most {LONGEST_VALUE} long."
        )
    if SOMEBODYS_NUMBER.search(OUR_ID.sub(":", value)):
        raise NotForTheJournal(
            f"{where} looks like a CNIC, phone or account number. The journal takes ids only: "
            "give the id of the row or individual."
        )
