"""An invented household and invented people, as the counter's pages would get them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from dareecha.web.counter.needs_lines import Asked, BarLine, NeedLine, NeedsPart, StatementLine
from dareecha.web.counter.pages import (
    Age,
    AmountSpan,
    CriterionLine,
    DoorLine,
    FactLine,
    FactUsed,
    FindingLine,
    HouseholdPage,
    MemberLine,
    MissingStep,
    Note,
    OtherValue,
    PaperToFetch,
    PersonFound,
    ReceivingLine,
    VerdictCell,
    VerdictRow,
)
from dareecha.web.said import NOTHING_SAID, Said, said

HOUSEHOLD = UUID("0192f0c1-0000-7000-8000-000000000001")
HEAD = UUID("0192f0c1-0000-7000-8000-000000000011")
DASH = VerdictCell("dash")
LIST_DAY = date(2026, 11, 1)
SURVEY_DAY = date(2024, 5, 3)


def english(text: str) -> Said:
    return Said(text, "en")


def people(count: int = 1) -> list[PersonFound]:
    """Somebody whose names are in Urdu letters, and others like her."""
    return [
        PersonFound(
            household_id=HOUSEHOLD,
            person_id=HEAD,
            name="زرمینہ بی بی",
            relative="Gul Zaman",
            cnic_masked="17201-•••••••-2",
            village="Nowshera Kalan",
            district=english("Nowshera"),
            age=Age(47, 47),
        )
    ] * count


def household(language: str = "en") -> HouseholdPage:
    """A widow, her son, and a mother-in-law whose age is not sure."""
    grant = said({"en": "Winter grant", "ur": "سردی کی گرانٹ", "ps": "د ژمي مرسته"}, language)
    department = said(
        {"en": "Hearth Department", "ur": "محکمہ چولہا", "ps": "د نغري څانګه"}, language
    )
    widows, pension = english("Widows' help"), english("Old loom pension")
    score = said({"en": "Poverty score", "ur": "غربت کا سکور", "ps": "د غربت نمره"}, language)
    survey = english("survey form")
    row = {"department": department, "state": "active"}
    return HouseholdPage(
        household_id=HOUSEHOLD,
        title="Zarmina Bibi",
        others=2,
        families=2,
        village="Nowshera Kalan",
        district=said({"en": "Nowshera", "ur": "نوشہرہ", "ps": "نوښار"}, language),
        last_heard=SURVEY_DAY,
        last_heard_from=survey,
        roster_is_closed=True,
        members=(
            MemberLine(HEAD, "Zarmina Bibi", "head", "female", 1, Age(47, 47), "cnic",
                       "17201-•••••••-2", (Note(english("widow")),)),
            MemberLine(HEAD, "Adnan Khan", "son", "male", 1, Age(13, 13), "none", "",
                       (Note(english("no B-form"), waits=True),)),
            MemberLine(HEAD, "گل پری", "mother_in_law", "female", 2, Age(65, 70), "not_known", "",
                       (Note(english("age not sure"), waits=True),)),
            MemberLine(HEAD, "Gul Zaman", "husband", "male", 1, Age(None, None), "cnic",
                       "17201-•••••••-1", is_deceased=True),
        ),
        receiving=(
            ReceivingLine("receives", grant, "", date(2021, 4, 1), 900000, "year",
                          english("list of payments"), LIST_DAY),
            ReceivingLine("not_on_list", widows, "Zarmina Bibi", None, None, "",
                          english("complete list of the district"), LIST_DAY),
            ReceivingLine("not_known", pension, "", None, None, "",
                          english("the list is not complete"), None),
        ),
        facts=(
            FactLine("known", "", score, english("31.50"), survey, SURVEY_DAY,
                     (OtherValue(english("36.00"), english("other list"), LIST_DAY),)),
            FactLine("unknown", "Adnan Khan", english("School"), english(""), english(""), None),
            FactLine("declined", "گل پری", english("Income"), english(""), english(""), None),
            FactLine("not_applicable", "Adnan Khan", english("Marital status"), english(""),
                     english(""), None),
        ),
        columns=("", "Zarmina Bibi", "Adnan Khan", "گل پری"),
        verdict_rows=(
            VerdictRow("hearth/winter-grant/grant", "hearth/winter-grant", grant, door="window",
                       cells=(VerdictCell("gets_it", "", (english("Paid in October."),),
                                          AmountSpan(900000, 900000, "year")),
                              DASH, DASH, DASH), **row),
            VerdictRow("hearth/widows-help/help", "hearth/widows-help", widows, door="refer",
                       cells=(DASH,
                              VerdictCell("committee", "Zarmina Bibi", (english("A widow."),)),
                              DASH,
                              VerdictCell("not_for_you", "گل پری",
                                          (english("Her husband is alive."),))),
                       source="Widows' Help Order",
                       criteria=(
                           CriterionLine("holds", "Zarmina Bibi", english("A widow"),
                                         english("She is a widow."),
                                         (FactUsed(english("Marital status"), "Zarmina Bibi",
                                                   english("widowed"), survey, SURVEY_DAY),),
                                         "Widows' Help Order"),
                           CriterionLine("department", "Zarmina Bibi", english("Faith"),
                                         english("The office asks."), (), ""),
                           CriterionLine("fails", "گل پری", english("A widow"),
                                         english("She is not a widow."), (), ""),
                           CriterionLine("unknown", "گل پری", english("Lives here"),
                                         english("Not known."), (), ""),
                       ),
                       open_law=(english("How much is it?"),), **row),
            VerdictRow("hearth/winter-grant/school", "hearth/winter-grant",
                       english("School money"), door="refer",
                       cells=(DASH, DASH,
                              VerdictCell("paper", "Adnan Khan", (english("A B-form is missing."),),
                                          AmountSpan(2500, 4000, "quarter")),
                              DASH), **row),
            VerdictRow("mill/old-loom-pension/pension", "mill/old-loom-pension", pension,
                       department=department, state="suspended", door="employer",
                       cells=(VerdictCell("very_likely", "", (english("All holds."),)),
                              DASH, DASH,
                              VerdictCell("fact", "گل پری", (english("Years insured unknown."),)))),
        ),
        missing_steps=(
            MissingStep(english("no B-form"), "Adnan Khan", (english("School money"), grant),
                        english("Union council, then NADRA"), english("the mother"),
                        date(2026, 12, 10),
                        (PaperToFetch(english("B-form"), english("NADRA centre")),)),
            MissingStep(score, "", (), english("Ask the survey office."), english("you")),
        ),
        we_file=(DoorLine(grant, "", "window", english("here"), (english("CNIC"),)),),
        they_go=(DoorLine(widows, "Zarmina Bibi", "refer", english("Hearth office"),
                          (english("CNIC"), english("Death certificate"))),),
        not_settled=(
            DoorLine(english("School money"), "Adnan Khan", "refer", english("School office"),
                     (english("School slip"),)),
            DoorLine(pension, "گل پری", "employer", english("Mill"), (english("Card"),),
                     "suspended"),
        ),
        findings=(
            FindingLine("undetermined", "Adnan Khan", english("School money"),
                        english("a B-form would decide"), english("Union council")),
            FindingLine("unserved", "Zarmina Bibi", widows, english("")),
        ),
        as_of=date(2026, 11, 23),
        catalogue_digest="9f3c0b7e5d21a17e9f3c0b7e5d21a17e",
        needs=needs(grant, pension, widows),
    )  # fmt: skip


def crowded(language: str = "en", people: int = 16) -> HouseholdPage:
    """The same household with so many people that the matrix is wider than a desk's screen."""
    page = household(language)
    names = tuple(f"Invented Person {number}" for number in range(1, people + 1))
    dashes = (DASH,) * (people - len(page.columns))
    last = VerdictCell("fact", names[-1], (english("Years insured unknown."),))
    rows = tuple(replace(row, cells=(*row.cells, *dashes, last)) for row in page.verdict_rows)
    return replace(page, columns=("", *names), verdict_rows=rows)


def needs(grant: Said, pension: Said, widows: Said) -> NeedsPart:
    """A hole, a perhaps and a need with an answer; one question of each kind."""
    return NeedsPart(
        lines=(
            NeedLine(
                english("Money"),
                english("The household is poor by its score."),
                "",
                is_hole=True,
                bars=(
                    BarLine(grant, "criterion", (english("A low poverty score"),)),
                    BarLine(pension, "closed"),
                ),
                still_to_ask=(widows,),
            ),
            NeedLine(
                english("School"),
                english("A child of school age does not go to school."),
                "Adnan",
                may_be_hole=True,
                unsure=(grant,),
            ),
            NeedLine(english("Food"), english("Too little food."), "", answers=(widows,)),
        ),
        asked=(
            Asked(
                "household", "", "hungry_days", "int", english("Days?"), english("0 to 7"), (), 0, 7
            ),
            Asked("m2", "Adnan", "why", "enum", english("?"), NOTHING_SAID, (("cost", widows),)),
            Asked("m2", "Adnan", "wish", "bool", english("Training?"), NOTHING_SAID),
            Asked("m2", "Adnan", "lost_on", "date", english("When?"), NOTHING_SAID),
        ),
        told=(
            StatementLine(UUID(int=91), "", english("Debt"), None, date(2026, 11, 2), "self"),
            StatementLine(
                UUID(int=92),
                "Adnan",
                english("Training"),
                english("yes"),
                date(2026, 11, 2),
                "mother",
            ),
        ),
    )
