"""What people, facts, sources and benefits are called on the household page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from dareecha.domain.eligibility.assess import Assessment
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import Fact
from dareecha.domain.rules.grammar import type_of_fact
from dareecha.domain.rules.scheme import Benefit, Scheme
from dareecha.domain.rules.texts import spoken
from dareecha.registry.layout_files import shipped_layouts
from dareecha.registry.precedence import STATEMENT
from dareecha.screening.files import HouseholdFile
from dareecha.web.said import NOTHING_SAID, Said, said


@dataclass(frozen=True)
class Wording:
    """One household's file in one language."""

    file: HouseholdFile
    language: str

    def own(self, text: str) -> Said:
        """A sentence of the pages themselves, which is in the reader's language."""
        return Said(text, self.language)

    # --- People and facts -------------------------------------------------------------------

    def person(self, person_id: str) -> str:
        """What the rows call somebody; nothing for the household itself."""
        entry = self.file.names.get(person_id)
        return str(entry["name"]) if entry else ""

    def definition(self, name: str) -> FactDefinition | None:
        return self.file.catalogue.facts.get(name)

    def label(self, name: str) -> Said:
        """What a fact is called; nothing for what the dictionary does not hold."""
        definition = self.definition(name)
        if definition is None:
            return NOTHING_SAID
        return said(definition.label or {"en": definition.name}, self.language)

    def value(self, name: str, fact: Fact) -> Said:
        """A value of a fact of the dictionary as people say it."""
        definition = self.file.catalogue.facts[name]
        if isinstance(fact.low, str):
            labels = definition.value_labels.get(fact.low)
            return said(labels, self.language) or Said(fact.low.replace("_", " "), "en")
        return self.own(spoken((fact.low, fact.high), type_of_fact(definition), self.language))

    def source(self, source: str) -> Said:
        """A list by its title and the row's key, else the source as it is written."""
        list_id, _, key = source.partition(":")
        if list_id == STATEMENT:
            return self.own(gettext("said at the counter"))
        layout = shipped_layouts().get(list_id)
        return Said(f"{layout.title}, {key}" if layout else source, "en")

    # --- Schemes and papers -----------------------------------------------------------------

    def scheme(self, benefit: Benefit) -> Scheme:
        return self.file.catalogue.scheme_of(benefit.id)

    def text(self, scheme: Scheme, *path: str) -> Said:
        """A text of a scheme's folder."""
        return said(
            {code: scheme.say(code, *path) for code in (self.language, "en")}, self.language
        )

    def benefit(self, benefit: Benefit) -> Said:
        return self.text(self.scheme(benefit), "benefits", benefit.name, "name")

    def benefit_of_id(self, benefit_id: str) -> Said:
        """A benefit's name; one that lists pay and no rule describes yet goes by its scheme's."""
        if benefit_id in self.file.catalogue.benefit_ids():
            return self.benefit(self.file.catalogue.benefit(benefit_id))
        return Said(benefit_id.split("/")[1].replace("-", " ").capitalize(), "en")

    def benefits(self, assessments: list[Assessment]) -> tuple[Said, ...]:
        """Each benefit once, in the order in which the assessments come."""
        return tuple(dict.fromkeys(self.benefit(entry.benefit) for entry in assessments))

    def department(self, code: str) -> Said:
        return said((self.file.catalogue.departments.get(code) or {}).get("name"), self.language)

    def paper(self, paper: str) -> Said:
        return said((self.file.catalogue.papers.get(paper) or {}).get("name"), self.language)

    def office(self, office: str) -> Said:
        return said((self.file.catalogue.offices.get(office) or {}).get("name"), self.language)

    def state(self, benefit: Benefit) -> str:
        """Whether a benefit was open on the day of the lists."""
        state = benefit.state_on(self.file.facts.as_of)
        return state.state if state else "not_known"
