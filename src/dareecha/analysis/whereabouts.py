"""In which tehsil a household lives, and of which sex its people are, asked in one go."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

# The tehsil that most rows name; a confidential row says nothing here, not even a place.
_TEHSILS = """
select link.household_id, mode() within group (order by mention.tehsil)
from registry_link link
join registry_mention mention on mention.id = link.mention_id
join registry_household household on household.id = link.household_id
where link.undone_at is null and not link.is_confidential
  and mention.tehsil <> '' and mention.district = household.district
group by link.household_id
"""

# What the person says; a fact that is no single value is not known.
_SEXES = """
select person->>'id',
       case when person->'facts'->'sex'->0 = person->'facts'->'sex'->1
            then person->'facts'->'sex'->>0 else 'not_known' end
from registry_currenthousehold, jsonb_array_elements(content->'people') person
"""


def tehsils() -> dict[UUID, str]:
    """Household → code of its tehsil; one whose rows name none is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_TEHSILS)
        return dict(cursor.fetchall())


def sexes() -> dict[str, str]:
    """Everybody of every household → sex, or not_known."""
    with connection.cursor() as cursor:
        cursor.execute(_SEXES)
        return dict(cursor.fetchall())
