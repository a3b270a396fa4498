"""How the truth speaks of benefits and facts, and what the service calls them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A benefit under its section number; `rests_on` are lists without which nobody can tell."""

    benefit: str
    rests_on: tuple[str, ...] = ()


SECTIONS = {
    "1": Section("bisp/kafaalat/cash"),
    "2": Section("bisp/taleemi-wazaif/stipend"),
    "3": Section("bisp/nashonuma/cash"),
    "16": Section("eobi/pensions/old-age-pension"),
    "17": Section("eobi/pensions/old-age-grant"),
    "18": Section("eobi/pensions/invalidity-pension"),
    "19": Section("eobi/pensions/survivors-pension"),
    "22": Section("zakat/guzara/allowance"),
    "23": Section("zakat/education/stipend"),
    "26": Section("zakat/marriage/assistance"),
    "29": Section("social-welfare/disability/severe-allowance", ("sw_disability_register",)),
    "30": Section("social-welfare/disability/certificate", ("sw_disability_register",)),
    "31": Section("social-welfare/disability/one-off-grant", ("sw_disability_register",)),
    "40": Section("health/sehat-card/inpatient", ("sehat_families",)),
    "55": Section("labour/wwb-grants/marriage"),
    "56": Section("labour/wwb-grants/death"),
    "60": Section("relief/disaster/house", ("pdma_compensation",)),
}

FACTS = {
    "pmt": "pmt_score",
    "insured_years": "eobi_insured_months",
    "attendance": "school_attendance_percent_quarter",
    "disability_grade": "disability_severity",
    "pregnancy": "pregnant",
}
"""The truth's words for a missing fact; a word that is not here is the fact's own name."""


def benefit_of(section: str) -> str | None:
    """The benefit that a section number means, or None when the service has no such benefit."""
    found = SECTIONS.get(section)
    return found.benefit if found else None


def lists_behind(section: str) -> tuple[str, ...]:
    """The lists without which nobody can judge a section's benefit as the truth does."""
    found = SECTIONS.get(section)
    return found.rests_on if found else ()


def fact_named_in(note: str) -> str:
    """The fact that a note like `missing: pmt` names; '' when it names none."""
    _, marker, word = note.partition("missing:")
    return FACTS.get(word.strip(), word.strip()) if marker else ""
