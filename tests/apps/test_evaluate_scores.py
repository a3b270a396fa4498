"""The scores of an evaluation, worked out by hand on a truth of a few people."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dareecha.demo.evaluation.answers import Answers, Finding, Verdict, read_answers
from dareecha.demo.evaluation.finding_scores import (
    Claim,
    KindScore,
    Outcome,
    claims,
    kind_scores,
    outcomes,
)
from dareecha.demo.evaluation.linkage_scores import linkage_scores
from dareecha.demo.evaluation.measuring import measures, settled
from dareecha.demo.evaluation.report import as_markdown, assumption
from dareecha.demo.evaluation.sections import benefit_of, fact_named_in
from dareecha.demo.evaluation.truth import (
    CALIBRATED,
    GROUPS,
    REPORTED,
    KnownRow,
    PlantedCase,
    Truth,
    UnreadableTruth,
    half_of,
    read_truth,
)

KAFAALAT = "bisp/kafaalat/cash"
GUZARA = "zakat/guzara/allowance"
# `printf h5 | sha256sum` begins with ac, which is even, and that of h1 with 33.
EVEN, ODD = "h5", "h1"


def known(row: str, person: str, household: str = EVEN) -> KnownRow:
    return KnownRow(row, row.partition(":")[0], person, household, dict.fromkeys(GROUPS, "x"))


def case(kind: str, person: str, section: str, *rows: str, note: str = "") -> PlantedCase:
    return PlantedCase(f"D-{person}", kind, (person,), (EVEN,), section, rows, note)


def only(found: list[Outcome]) -> Outcome:
    (one,) = found
    return one


def score_of(kind: str, answers: Answers, truth: Truth) -> KindScore:
    scores = kind_scores(outcomes(answers, truth), claims(answers, truth))
    return next(score for score in scores if score.kind == kind)


def test_a_household_belongs_to_the_half_of_its_hash() -> None:
    assert (half_of(EVEN), half_of(ODD)) == (CALIBRATED, REPORTED)


def test_linkage_counts_each_half_alone_and_strangers_as_wrong() -> None:
    truth = Truth(
        (
            known("a:1", "p1"), known("b:1", "p1"), known("c:1", "p1"),
            known("a:2", "p2", ODD), known("b:2", "p2", ODD),
        )
    )  # fmt: skip
    # p1's third row is split off; p2's rows are joined, and with them a row that nobody reviewed.
    people = {"a:1": "x", "b:1": "x", "c:1": "y", "a:2": "z", "b:2": "z", "a:9": "z"}
    scores = linkage_scores(Answers(people, people), truth)
    counted = {
        half: (found[0].true_pairs, found[0].linked_pairs, found[0].right_pairs)
        for half, found in scores.items()
    }
    assert counted == {CALIBRATED: (3, 1, 1), REPORTED: (1, 3, 1)}


def test_a_list_that_was_not_taken_in_costs_no_recall() -> None:
    truth = Truth((known("a:1", "p1"), known("school:1", "p1")))
    assert linkage_scores(Answers({"a:1": "x"}, {}), truth)[CALIBRATED][0].true_pairs == 0


GHOST = case("ghost", "p1", "22", "zakat_mustahiqeen:Z-1")
DECOY = case("ghost_decoy", "p2", "22", "zakat_mustahiqeen:Z-2")
PAID = (
    known("zakat_mustahiqeen:Z-1", "p1"),
    known("zakat_mustahiqeen:Z-2", "p2"),
    known("zakat_mustahiqeen:Z-3", "p3"),
)
PAID_PEOPLE = {row.row: f"i-{row.person}" for row in PAID}


def ghost_finding(person: str, row: str) -> Finding:
    return Finding("ghost", person, "h", GUZARA, {"death_row": "civil_deaths:C", "last_row": row})


def test_a_ghost_is_found_and_its_namesake_left_alone() -> None:
    truth = Truth(PAID, (GHOST, DECOY))
    finding = ghost_finding("i-p1", "zakat_mustahiqeen:Z-1")
    answers = Answers(PAID_PEOPLE, PAID_PEOPLE, (finding,))
    assert [one.outcome for one in outcomes(answers, truth)] == ["found", "left_alone"]
    score = score_of("ghost", answers, truth)
    assert (score.share_found, score.precision) == (1.0, 1.0)


def test_accusing_a_decoy_or_somebody_with_no_case_is_wrong_and_strangers_do_not_count() -> None:
    truth = Truth(PAID, (GHOST, DECOY))
    findings = (
        ghost_finding("i-p2", "zakat_mustahiqeen:Z-2"),
        ghost_finding("i-p3", "zakat_mustahiqeen:Z-3"),
        ghost_finding("i-p9", "zakat_mustahiqeen:Z-9"),
    )
    answers = Answers(PAID_PEOPLE, PAID_PEOPLE, findings)
    wrong = ("civil_deaths:C",)
    assert claims(answers, truth) == [
        Claim("ghost", GUZARA, CALIBRATED, False, "D-p2", (*wrong, "zakat_mustahiqeen:Z-2")),
        Claim("ghost", GUZARA, CALIBRATED, False, "", (*wrong, "zakat_mustahiqeen:Z-3")),
    ]
    assert score_of("ghost", answers, truth).precision == 0
    assert score_of("ghost_decoy", answers, truth).found == 1


def test_a_ghost_of_another_benefit_is_not_this_ghost() -> None:
    truth = Truth(PAID, (GHOST,))
    other = Finding("ghost", "i-p1", "h", KAFAALAT, {"last_row": "zakat_mustahiqeen:Z-1"})
    answers = Answers(PAID_PEOPLE, PAID_PEOPLE, (other,))
    assert only(outcomes(answers, truth)).outcome == "missed"
    assert not claims(answers, truth)[0].is_right


def test_a_duplicate_needs_two_of_the_rows_of_its_case() -> None:
    rows = ("eobi_insured:1", "eobi_insured:2", "eobi_insured:3")
    truth = Truth(
        tuple(known(row, "p1") for row in rows), (case("duplicate", "p1", "", *rows[:2]),)
    )
    people = dict.fromkeys(rows, "i")
    right = Finding("duplicate", "i", "h", "", {"list": "eobi_insured", "rows": list(rows[:2])})
    wrong = Finding("duplicate", "i", "h", "", {"list": "eobi_insured", "rows": list(rows[1:])})
    score = score_of("duplicate", Answers(people, people, (right, wrong)), truth)
    assert (score.inside, score.found, score.claims, score.right_claims) == (1, 1, 2, 1)
    assert score_of("duplicate", Answers(people, people, (wrong,)), truth).found == 0


FORM = known("bisp_nser_members:1", "p1")
ON_FORM = {FORM.row: "i-p1"}
AT_HOME = {FORM.row: "home"}


def judged(verdict: str, *, fact: str = "", benefit: str = KAFAALAT) -> Verdict:
    return Verdict("home", "household", benefit, verdict, "poor_enough", fact, "false")


def test_an_unserved_household_is_found_through_its_member() -> None:
    truth = Truth((FORM,), (case("unserved", "p1", "1", FORM.row, "sehat_families:9"),))
    finding = Finding("unserved", "", "home", KAFAALAT)
    answers = Answers(ON_FORM, AT_HOME, (finding,), (judged("eligible"),))
    assert only(outcomes(answers, truth)).outcome == "found"


def test_a_missed_case_tells_what_the_household_was_told_instead() -> None:
    truth = Truth((FORM,), (case("unserved", "p1", "1", FORM.row),))
    elsewhere = Finding("unserved", "", "another home", KAFAALAT)
    answers = Answers(
        ON_FORM, AT_HOME, (elsewhere,), (judged("not_yet_known", fact="cnic_status"),)
    )
    outcome = only(outcomes(answers, truth))
    assert outcome.outcome == "missed"
    assert outcome.because == "not_yet_known poor_enough missing cnic_status receives false"


@pytest.mark.parametrize(("fact", "named"), [("pmt_score", True), ("sex", False)])
def test_an_undetermined_case_is_named_when_its_own_fact_is(fact: str, named: bool) -> None:
    truth = Truth((FORM,), (case("undetermined", "p1", "1", FORM.row, note="missing: pmt"),))
    finding = Finding("undetermined", "", "home", KAFAALAT, {"missing": fact})
    answers = Answers(ON_FORM, AT_HOME, (finding,), (judged("not_yet_known"),))
    assert only(outcomes(answers, truth)).named is named
    assert score_of("undetermined", answers, truth).named == int(named)


@pytest.mark.parametrize(
    ("kind", "section", "rows", "because"),
    [
        ("unserved", "28", (FORM.row,), "benefit 28 is not in the catalogue"),
        ("unserved", "3", (FORM.row,), "bisp/nashonuma/cash has no rules"),
        ("unserved", "1", ("sehat_families:9",), "no row in the lists"),
        ("undetermined", "29", (FORM.row,), "rests on the list sw_disability_register"),
        ("ghost", "22", ("zakat_mustahiqeen:Z-1",), "rows in other lists"),
        ("duplicate", "", (FORM.row, "school_enrolment:1"), "rows in other lists"),
    ],
)
def test_a_case_that_these_lists_cannot_show_is_outside_and_says_why(
    kind: str, section: str, rows: tuple[str, ...], because: str
) -> None:
    truth = Truth((FORM,), (case(kind, "p1", section, *rows),))
    answers = Answers(ON_FORM, AT_HOME, (), (judged("not_eligible"),))
    outcome = only(outcomes(answers, truth))
    assert (outcome.outcome, outcome.because) == ("outside", because)
    score = score_of(kind, answers, truth)
    assert (score.inside, score.outside, score.share_found) == (0, 1, None)


def test_an_unknown_verdict_is_not_settled() -> None:
    verdicts = (judged("eligible"), judged("not_yet_known"), judged("not_eligible", benefit="b"))
    found = settled(Answers({}, {}, (), verdicts))
    assert {name: one["share"] for name, one in found.items()} == {
        "all": pytest.approx(2 / 3),
        KAFAALAT: 0.5,
        "b": 1.0,
    }


def test_the_truths_words_become_ours() -> None:
    assert benefit_of("16") == "eobi/pensions/old-age-pension"
    assert benefit_of("99") is None
    assert fact_named_in("missing: insured_years") == "eobi_insured_months"
    assert fact_named_in("missing: cnic_status") == "cnic_status"
    assert fact_named_in("registered twice") == ""


def write(file: Path, *rows: tuple[str, ...]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


ROW_HEADINGS = ("list", "row_id", "person_id", "household_id", *GROUPS)
CASE_HEADINGS = ("case_id", "kind", "persons", "households", "benefit", "rows", "note")


def test_the_truth_is_read_whatever_its_files_begin_with(tmp_path: Path) -> None:
    row = ("a", "1", "p1", "h1", "F", "lat", "Nowshera", "ok")
    write(tmp_path / "dev_truth_rows.csv", ROW_HEADINGS, row)
    planted = ("D1", "duplicate", "p1", "h1", "", "a:1;a:2", "note")
    write(tmp_path / "dev_planted.csv", CASE_HEADINGS, planted)
    truth = read_truth(tmp_path)
    assert truth.rows_of == {"p1": ["a:1"]}
    assert truth.cases[0].rows == ("a:1", "a:2")


def test_a_missing_file_or_column_of_the_truth_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTruth, match=r"one file \*truth_rows\.csv is expected"):
        read_truth(tmp_path)
    write(tmp_path / "truth_rows.csv", ROW_HEADINGS[:-1])
    write(tmp_path / "planted.csv", CASE_HEADINGS)
    with pytest.raises(UnreadableTruth, match="column cnic_state is missing"):
        read_truth(tmp_path)


def test_exports_are_read_back_without_the_other_people_of_a_row(tmp_path: Path) -> None:
    links = ("list", "row_id", "person_id", "household_id")
    write(tmp_path / "links.csv", links, ("a", "1", "i", "h"), ("a", "1#child", "j", "h"))
    findings = ("kind", "person_id", "household_id", "benefit", "detail")
    row = ("undetermined", "", "h", KAFAALAT, '{"missing": "sex"}')
    write(tmp_path / "findings.csv", findings, row)
    verdicts = ("household_id", "subject", "benefit", "verdict", "criterion", "fact", "receives")
    write(tmp_path / "verdicts.csv", verdicts, ("h", "household", KAFAALAT, "eligible", "", "", ""))
    answers = read_answers(tmp_path)
    assert answers.people == {"a:1": "i"}
    assert answers.findings[0].detail == {"missing": "sex"}
    assert answers.benefits == {KAFAALAT}


def test_the_page_says_what_is_assumed_and_shows_nothing_measured_as_a_dash() -> None:
    found = measures(Answers({}, {}), Truth(()))
    page = as_markdown(
        "Nobody",
        {
            **found,
            "assumed": {"bisp_payments": [KAFAALAT]},
            "as_of": "2026-06-30",
            "catalogue": "0" * 64,
            "seconds": {"link": 1.0},
            "lists": {},
            "skipped": [],
            "refused": {},
            "linked": {"mentions": 0, "individuals": 0, "households": 0, "doubtful": 0},
        },
    )
    assert "Assumed, not stated by any department" in page
    assert f"bisp_payments ({KAFAALAT})" in page
    assert "| ghost | 0 | 0 | – | – | 0 | 0 | 0 | – |" in page
    assert assumption({"assumed": {}}).startswith("No list is taken to be complete")
