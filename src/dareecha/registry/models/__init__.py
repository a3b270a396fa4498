"""The registry's tables."""

from dareecha.registry.models.agreements import Agreement, ListKey
from dareecha.registry.models.deliveries import Delivery, Problem
from dareecha.registry.models.installation import Installation
from dareecha.registry.models.mentions import Mention
from dareecha.registry.models.people import (
    CurrentHousehold,
    DoubtfulPair,
    Household,
    Individual,
    Link,
    LinkRun,
)
from dareecha.registry.models.rows import ListRow
from dareecha.registry.models.sightings import Sighting
from dareecha.registry.models.statements import Statement

__all__ = [
    "Agreement",
    "CurrentHousehold",
    "Delivery",
    "DoubtfulPair",
    "Household",
    "Individual",
    "Installation",
    "Link",
    "LinkRun",
    "ListKey",
    "ListRow",
    "Mention",
    "Problem",
    "Sighting",
    "Statement",
]
