"""What things are called on the planners' pages, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from dareecha.analysis.tally import A_NEED
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.said import Said, said
from dareecha.web.words import CONTINGENCIES

NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Names:
    """Names of benefits, schemes, contingencies and places. What has no name keeps its code."""

    catalogue: Catalogue
    language: str

    def benefit(self, benefit_id: str) -> Said:
        scheme = self.catalogue.schemes.get(benefit_id.rsplit("/", 1)[0])
        if scheme is None:
            return Said(benefit_id, "en")
        name = benefit_id.rsplit("/", 1)[1]
        texts = {code: scheme.say(code, "benefits", name, "name") for code in (self.language, "en")}
        return said(texts, self.language) or Said(benefit_id, "en")

    def scheme(self, scheme_id: str) -> Said:
        scheme = self.catalogue.schemes.get(scheme_id)
        if scheme is None:
            return Said(scheme_id, "en")
        texts = {code: scheme.say(code, "scheme", "name") for code in (self.language, "en")}
        return said(texts, self.language) or Said(scheme_id, "en")

    def contingency(self, code: str) -> Said:
        return self._own(str(CONTINGENCIES[code]))

    def item(self, code: str) -> Said:
        """A benefit, scheme, contingency or need; '' for all together."""
        if not code:
            return self._own(gettext("All benefits together"))
        if code.startswith(A_NEED):
            return self.need(code.removeprefix(A_NEED))
        naming = (self.contingency, self.scheme, self.benefit)
        return naming[code.count("/")](code)

    def need(self, code: str) -> Said:
        texts = next((need.label for need in self.catalogue.needs if need.id == code), {"en": code})
        return said(texts, self.language)

    def department(self, code: str) -> Said:
        return said((self.catalogue.departments.get(code) or {}).get("name"), self.language)

    def district(self, code: str) -> Said:
        if code == NOT_KNOWN:
            return self._own(gettext("District not known"))
        return self._place(code, self.catalogue.districts)

    def tehsil(self, district: str, code: str) -> Said:
        if code == NOT_KNOWN:
            return self._own(gettext("Tehsil not known"))
        entry = next((one for one in self.catalogue.districts if one["code"] == district), {})
        return self._place(code, entry.get("tehsils") or ())

    def everywhere(self) -> Said:
        return self._own(gettext("Everywhere"))

    def own_districts(self) -> Said:
        return self._own(gettext("Your districts"))

    def _place(self, code: str, entries: object) -> Said:
        assert isinstance(entries, (list, tuple))  # noqa: S101 - the catalogue checks its places
        entry = next((one for one in entries if one["code"] == code), None)
        return said(entry["name"] if entry else {"en": code}, self.language)

    def _own(self, text: str) -> Said:
        return Said(text, self.language)
