"""How the truth speaks of benefits and facts, and what the service calls them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """Benefits under their section number; `rests_on` are lists without which nobody can tell.

    A section may hold several benefits; `benefit` is the one that lists pay under it.
    """

    benefit: str
    rests_on: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_confidential: bool = False
    """Its findings leave in no export, so nobody outside its department can count them."""

    @property
    def benefits(self) -> tuple[str, ...]:
        return (self.benefit, *self.others)


SECTIONS = {
    "1": Section("bisp/kafaalat/cash"),
    "2": Section("bisp/taleemi-wazaif/stipend"),
    "3": Section("bisp/nashonuma/cash"),
    "5": Section("pbm/individual-assistance/medical"),
    "6": Section("pbm/individual-assistance/education"),
    "7": Section(
        "pbm/individual-assistance/special-persons",
        others=(
            "pbm/individual-assistance/general",
            "pbm/individual-assistance/rehabilitation",
        ),
    ),
    "16": Section("eobi/pensions/old-age-pension"),
    "17": Section("eobi/pensions/old-age-grant"),
    "18": Section("eobi/pensions/invalidity-pension"),
    "19": Section("eobi/pensions/survivors-pension"),
    "20": Section(
        "opf/financial-aid/death", ("opf_members",), others=("opf/financial-aid/disability",)
    ),
    "21": Section("opf/services/help", ("opf_members",)),
    "22": Section("zakat/guzara/allowance"),
    "23": Section("zakat/education/stipend"),
    "25": Section("zakat/health-care/treatment"),
    "26": Section("zakat/marriage/assistance"),
    "27": Section("social-welfare/roshan-mustaqbil/stipend", ("sw_cards",)),
    "28": Section("social-welfare/sahara/stipend", ("sw_cards",)),
    "29": Section("social-welfare/disability/severe-allowance", ("sw_disability_register",)),
    "30": Section("social-welfare/disability/certificate", ("sw_disability_register",)),
    "31": Section("social-welfare/disability/one-off-grant", ("sw_disability_register",)),
    "37": Section("social-welfare/shelter-home/stay"),
    "40": Section("health/sehat-card/inpatient", ("sehat_families",)),
    "41": Section("health/sehat-card/outpatient", ("sehat_families",)),
    "44": Section("education/girls-stipend/secondary", ("school_enrolment",)),
    "45": Section("education/girls-stipend/merged-districts", ("school_enrolment",)),
    "47": Section("education/school-meals/meals", ("school_enrolment",)),
    "49": Section("higher-education/stori-da-pakhtunkhwa/stipend"),
    "50": Section("labour/essi/sickness", ("essi_workers",)),
    "51": Section("labour/essi/maternity", ("essi_workers",)),
    "52": Section(
        "labour/essi/injury",
        ("essi_workers",),
        others=("labour/essi/disablement-pension", "labour/essi/disablement-gratuity"),
    ),
    "53": Section(
        "labour/essi/survivors-pension", ("essi_workers",), others=("labour/essi/death-grant",)
    ),
    "54": Section("labour/essi/medical-care", ("essi_workers",)),
    "55": Section("labour/wwb-grants/marriage"),
    "56": Section("labour/wwb-grants/death"),
    "57": Section("labour/wwb-grants/scholarship", ("wwb_grants",)),
    "58": Section("labour/labour-colonies/flat"),
    "59": Section("labour/profit-share/share"),
    "60": Section(
        "relief/disaster/house",
        ("pdma_compensation",),
        others=("relief/disaster/death", "relief/disaster/injury"),
    ),
    "61": Section("relief/terrorism-victims/death", others=("relief/terrorism-victims/injury",)),
    "62": Section(
        "relief/displaced-families/monthly",
        others=("relief/displaced-families/bajaur-2025", "relief/displaced-families/tirah-2026"),
    ),
    "63": Section(
        "auqaf/minority-grants/widow",
        ("minority_grants",),
        others=(
            "auqaf/minority-grants/orphan",
            "auqaf/minority-grants/dowry",
            "auqaf/minority-grants/medical",
        ),
        is_confidential=True,
    ),
    "64": Section(
        "auqaf/minority-scholarships/stipend", ("minority_grants",), is_confidential=True
    ),
    "65": Section("housing/apna-ghar/loan"),
    "66": Section(
        "youth/ehsaas-naujawan/group-loan", others=("youth/ehsaas-naujawan/individual-loan",)
    ),
    "67": Section(
        "industries/training/course", ("tevta_trainees",), others=("industries/ehsaas-hunar/loan",)
    ),
    "69": Section("agriculture/kissan-card/subsidy", ("kissan_farmers",)),
    "70": Section("food/sasti-roti/bread", others=("food/flour/subsidy",)),
}

WITH = "+"
NOT_CONFIRMED = frozenset({"1+5", "5+22"})
"""Pairs that no confirmed source keeps apart: that Bait-ul-Mal helps nobody who has cash of BISP
or Zakat is told, not published. They are shown on the scheme's page and never found."""

FACTS = {
    "pmt": "pmt_score",
    "insured_years": "eobi_insured_months",
    "attendance": "school_attendance_percent_quarter",
    "disability_grade": "disability_severity",
    "pregnancy": "pregnant",
    "death_of_father": "father_alive",
}
"""The truth's words for a missing fact; a word that is not here is the fact's own name."""


def sections_of(benefit: str) -> tuple[str, ...]:
    """The section numbers of a case: one, or several side by side as in `1+22`."""
    return tuple(part for part in benefit.split(WITH) if part)


def benefit_of(section: str) -> str | None:
    """The benefit that a section number means, or None when the service has no such benefit."""
    found = SECTIONS.get(section)
    return found.benefit if found else None


def benefits_of(section: str) -> frozenset[str]:
    """Every benefit under a section number."""
    found = SECTIONS.get(section)
    return frozenset(found.benefits) if found else frozenset()


def lists_behind(section: str) -> tuple[str, ...]:
    """The lists without which nobody can judge a section's benefit as the truth does."""
    found = SECTIONS.get(section)
    return found.rests_on if found else ()


def is_confidential(section: str) -> bool:
    found = SECTIONS.get(section)
    return found is not None and found.is_confidential


def fact_named_in(note: str) -> str:
    """The fact that a note like `missing: pmt` names; '' when it names none."""
    _, marker, word = note.partition("missing:")
    return FACTS.get(word.strip(), word.strip()) if marker else ""
