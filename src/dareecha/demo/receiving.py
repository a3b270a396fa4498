"""Which households get money from a department."""

from dareecha.demo.people import Household
from dareecha.demo.pilot import Pilot


def households_receiving(pilot: Pilot) -> set[Household]:
    """With a cash benefit; and those that are kept without any on purpose."""
    return {
        *(one.woman.household for one in pilot.kafaalat),
        *(one.person.household for one in pilot.grants),
        *(one.person.household for one in pilot.pensions),
        *(one.person.household for one in pilot.cards),
        *(one.person.household for one in pilot.helps),
        *(one.person.household for one in pilot.aids),
        *pilot.missed,
    }


def households_with_other_money(pilot: Pilot) -> set[Household]:
    """With money after a flood, by a worker's service, for a girl at school, for a minority."""
    return {
        *(one.person.household for one in pilot.claims),
        *(one.claimant.household for one in pilot.worker_grants),
        *(one.child.household for one in pilot.pupils if one.stipend),
        *(one.person.household for one in pilot.minority_grants),
        *(one.person.household for one in pilot.overseas if one.late is not None),
    }
