"""Births, marriages and deaths: how the invented households come to be as they are."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random

from dareecha.demo import names
from dareecha.demo.chance import day_between
from dareecha.demo.names import Name, Word
from dareecha.demo.numbers import Mint
from dareecha.demo.people import Household, Person, Sex
from dareecha.demo.places import Village, villages

_DAYS_A_YEAR = 365.25
_ISSUED_TO_ADULTS = 0.97  # have a CNIC
_ISSUED_TO_CHILDREN = 0.76  # have a B-form


@dataclass(slots=True)
class Registrar:
    """Brings people and households into the world, one number each."""

    rng: Random
    as_on: date
    mint: Mint = field(init=False)
    _person_ids: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.mint = Mint(self.rng)

    def birth_day(self, age: float) -> date:
        spread = self.rng.randint(0, 364)
        return self.as_on - timedelta(days=int(age * _DAYS_A_YEAR) + spread)

    def person(
        self, sex: Sex, name: Name, born: date, village: Village, *, name_of_father: Name
    ) -> Person:
        years = (self.as_on - born).days / _DAYS_A_YEAR
        issued = _ISSUED_TO_ADULTS if years >= 18 else _ISSUED_TO_CHILDREN
        has_number = self.rng.random() < issued
        return Person(
            id=f"p{next(self._person_ids):06d}",
            sex=sex,
            name=name,
            name_of_father=name_of_father,
            born=born,
            number=self.mint.number(village.district, sex) if has_number else "",
        )


def households(rng: Random, number: int, as_on: date) -> list[Household]:
    """As many hearths as asked for, spread over the villages."""
    registrar = Registrar(rng, as_on)
    places = villages(number)
    return [_household(registrar, places, f"h{place + 1:05d}") for place in range(number)]


def _household(registrar: Registrar, places: tuple[Village, ...], household_id: str) -> Household:
    rng = registrar.rng
    hearth = _Hearth(
        registrar,
        village=rng.choice(places),
        clan=rng.choice(names.CLANS) if rng.random() < 0.45 else None,
    )
    age = rng.triangular(22, 76, 38)
    head = hearth.man(age, None)
    hearth.found_family(head, may_have_two_wives=True)
    hearth.marry_off_children()
    if rng.random() < 0.1:
        hearth.add_brother(head, age)
    if rng.random() < 0.11:
        hearth.keep_parents(head)
    hearth.lose_somebody(head)
    household = Household(household_id, hearth.village, hearth.people)
    hearth.settle(household)
    return household


class _Hearth:
    """A household in the making."""

    def __init__(self, registrar: Registrar, village: Village, clan: Word | None) -> None:
        self.registrar = registrar
        self.rng = registrar.rng
        self.village = village
        self.clan = clan
        self.families: list[list[Person]] = []

    @property
    def people(self) -> list[Person]:
        return [person for family in self.families for person in family]

    def man(self, age: float, father: Person | None) -> Person:
        return self.registrar.person(
            "male",
            names.man(self.rng, self.clan),
            self.registrar.birth_day(age),
            self.village,
            name_of_father=names.man(self.rng, self.clan) if father is None else father.name,
        )

    def woman(self, age: float) -> Person:
        return self.registrar.person(
            "female",
            names.woman(self.rng),
            self.registrar.birth_day(age),
            self.village,
            name_of_father=names.man(self.rng, None),
        )

    def elder(self, age_of_child: float) -> Person:
        """A father whom later kinship needs; he need not live here."""
        return self.man(age_of_child + self.rng.uniform(21, 34), None)

    def found_family(self, husband: Person, *, may_have_two_wives: bool) -> None:
        family = [husband]
        self.families.append(family)
        age = husband.age(self.registrar.as_on)
        if self.rng.random() > min(0.97, 0.35 + (age - 20) * 0.06):
            return
        wives = 1 + (may_have_two_wives and age > 35 and self.rng.random() < 0.04)
        for number in range(wives):
            wife = self.woman(max(18.0, age - self.rng.triangular(0, 9, 3) - 6 * number))
            wife.spouses.append(husband)
            husband.spouses.append(wife)
            family.append(wife)
            family.extend(self.children(wife, husband))

    def children(self, mother: Person, father: Person) -> list[Person]:
        children = []
        age_at_birth = self.rng.uniform(18, 24)
        while age_at_birth < 42 and self.rng.random() > 0.14:
            born = mother.born + timedelta(days=int(age_at_birth * _DAYS_A_YEAR))
            if born > self.registrar.as_on:
                break
            children.append(self.child(mother, father, born))
            age_at_birth += self.rng.triangular(1.4, 6.0, 2.6)
        return children

    def child(self, mother: Person, father: Person, born: date) -> Person:
        sex: Sex = "male" if self.rng.random() < 0.51 else "female"
        name = names.man(self.rng, self.clan) if sex == "male" else names.woman(self.rng)
        child = self.registrar.person(sex, name, born, self.village, name_of_father=father.name)
        child.father, child.mother = father, mother
        return child

    def marry_off_children(self) -> None:
        """Daughters leave when they marry, some sons too; other sons found a family here."""
        for child in list(self.families[0]):
            age = child.age(self.registrar.as_on)
            if child.father is None or age < 19:
                continue
            if child.sex == "female":
                if self.rng.random() < 0.1 + 0.08 * (age - 18):
                    self.families[0].remove(child)
            elif age >= 23 and self.rng.random() < 0.75:
                self.families[0].remove(child)
                if self.rng.random() < 0.4 and len(self.families) < 4:
                    self.found_family(child, may_have_two_wives=False)

    def add_brother(self, head: Person, age: float) -> None:
        brother = self.man(max(20.0, age - self.rng.uniform(1, 12)), None)
        if head.father is None:
            head.father = self.elder(age)
        brother.father = head.father
        self.found_family(brother, may_have_two_wives=False)
        if self.rng.random() < 0.15 and brother.spouses:
            self._dies(brother)

    def keep_parents(self, head: Person) -> None:
        """The head's mother, mostly a widow, or both his parents live here or did until lately."""
        if head.father is None:
            head.father = self.elder(head.age(self.registrar.as_on))
        father = head.father
        mother = self.woman(head.age(self.registrar.as_on) + self.rng.uniform(18, 26))
        mother.spouses.append(father)
        father.spouses.append(mother)
        head.mother = mother
        self.families.append([father, mother])
        for parent in (father, mother):
            age = parent.age(self.registrar.as_on)
            if self.rng.random() < (age - 45) * (0.02 if parent is father else 0.008):
                self._dies(parent)

    def lose_somebody(self, head: Person) -> None:
        """In one household of fourteen the head has died; now and then a wife has."""
        draw = self.rng.random()
        if draw < 0.07 and head.spouses:
            self._dies(head)
        elif draw < 0.09 and head.spouses and len(self.families[0]) > 2:
            self._dies(head.spouses[0])
        elif draw < 0.1 and head.spouses:
            self._divorce(head)

    def settle(self, household: Household) -> None:
        for number, family in enumerate(self.families, start=1):
            for person in family:
                person.household = household
                person.family_id = f"{household.id}-F{number}"

    def _dies(self, person: Person) -> None:
        """Sometime in the last years, though not before a child's birth or coming of age."""
        as_on = self.registrar.as_on
        births = [child.born for child in self.people if person in (child.father, child.mother)]
        came_of_age = person.born + timedelta(days=int(22 * _DAYS_A_YEAR))
        first = max(date(as_on.year - 11, 1, 1), came_of_age, *births)
        if first < as_on - timedelta(days=60):
            person.died = day_between(self.rng, first, as_on - timedelta(days=30))
            person.died_abroad = person.sex == "male" and self.rng.random() < 0.03

    def _divorce(self, head: Person) -> None:
        for wife in head.spouses:
            wife.spouses.remove(head)
            self.families[0].remove(wife)
        head.spouses.clear()
        head.divorced = True
