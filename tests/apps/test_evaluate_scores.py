"""The scores of an evaluation, worked out by hand on a truth of a few people."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dareecha.demo.evaluation.answers import Answers, Finding, Verdict, read_answers
from dareecha.demo.evaluation.claims import Claim, claims
from dareecha.demo.evaluation.finding_scores import KindScore, group_scores, kind_scores
from dareecha.demo.evaluation.linkage_scores import linkage_scores
from dareecha.demo.evaluation.measuring import facts_tried, measures, settled
from dareecha.demo.evaluation.outcomes import Outcome, outcomes
from dareecha.demo.evaluation.report import as_markdown, assumption
from dareecha.demo.evaluation.sections import benefit_of, fact_named_in
from dareecha.demo.evaluation.truth import (
    CALIBRATED,
    GROUPS,
    REPORTED,
    Truth,
    half_of,
    read_truth,
)
from dareecha.demo.truth import CASE_COLUMNS, ROW_COLUMNS, Case, TruthRow, UnreadableTruth

KAFAALAT = "bisp/kafaalat/cash"
GUZARA = "zakat/guzara/allowance"
# `printf h5 | sha256sum` begins with ac, which is even, and that of h1 with 33.
EVEN, ODD = "h5", "h1"


def known(row: str, person: str, household: str = EVEN) -> TruthRow:
    list_id, _, row_id = row.partition(":")
    return TruthRow(
        list_id, row_id, person, household, "", "person", "", "x", "x", "x", "x", "1990"
    )


def case(kind: str, person: str, section: str, *rows: str, note: str = "") -> Case:
    return Case(kind, "planted", (person,), (EVEN,), section, rows, note, id=f"D-{person}")


def it_decides(finding: Finding) -> bool:
    return True


def became(answers: Answers, truth: Truth) -> list[Outcome]:
    return outcomes(answers, truth, it_decides)


def only(found: list[Outcome]) -> Outcome:
    (one,) = found
    return one


def score_of(kind: str, answers: Answers, truth: Truth) -> KindScore:
    scores = kind_scores(became(answers, truth), claims(answers, truth))
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
PAID_PEOPLE = {row.row: f"i-{row.person_id}" for row in PAID}


def ghost_finding(person: str, row: str) -> Finding:
    return Finding("ghost", person, "h", GUZARA, {"death_row": "civil_deaths:C", "last_row": row})


def test_a_ghost_is_found_and_its_namesake_left_alone() -> None:
    truth = Truth(PAID, (GHOST, DECOY))
    finding = ghost_finding("i-p1", "zakat_mustahiqeen:Z-1")
    answers = Answers(PAID_PEOPLE, PAID_PEOPLE, (finding,))
    assert [one.outcome for one in became(answers, truth)] == ["found", "left_alone"]
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
    assert only(became(answers, truth)).outcome == "missed"
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
    assert only(became(answers, truth)).outcome == "found"


def test_a_missed_case_tells_what_the_household_was_told_instead() -> None:
    truth = Truth((FORM,), (case("unserved", "p1", "1", FORM.row),))
    elsewhere = Finding("unserved", "", "another home", KAFAALAT)
    answers = Answers(
        ON_FORM, AT_HOME, (elsewhere,), (judged("not_yet_known", fact="cnic_status"),)
    )
    outcome = only(became(answers, truth))
    assert outcome.outcome == "missed"
    assert outcome.because == "not_yet_known poor_enough missing cnic_status receives false"


@pytest.mark.parametrize(("fact", "named"), [("pmt_score", True), ("sex", False)])
def test_an_undetermined_case_is_named_when_its_own_fact_is(fact: str, named: bool) -> None:
    truth = Truth((FORM,), (case("undetermined", "p1", "1", FORM.row, note="missing: pmt"),))
    finding = Finding("undetermined", "", "home", KAFAALAT, {"missing": fact})
    answers = Answers(ON_FORM, AT_HOME, (finding,), (judged("not_yet_known"),))
    assert only(became(answers, truth)).named is named
    assert score_of("undetermined", answers, truth).named == int(named)


@pytest.mark.parametrize(
    ("kind", "section", "rows", "because"),
    [
        ("unserved", "99", (FORM.row,), "benefit 99 is not in the catalogue"),
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
    outcome = only(became(answers, truth))
    assert (outcome.outcome, outcome.because) == ("outside", because)
    score = score_of(kind, answers, truth)
    assert (score.inside, score.outside, score.share_found) == (0, 1, None)


GRANT_AND_PAYMENT = ("bisp_payments:T-1", "zakat_mustahiqeen:Z-1")


def overlap_finding(*benefits: str) -> Finding:
    detail = {"benefits": list(benefits), "rows": list(GRANT_AND_PAYMENT)}
    return Finding("forbidden_overlap", "i-p1", "home", benefits[0], detail)


@pytest.mark.parametrize(
    ("kind", "section", "benefits", "outcome", "is_right"),
    [
        ("forbidden_overlap", "1+22", (GUZARA, KAFAALAT), "found", True),
        ("forbidden_overlap", "22+22", (GUZARA, KAFAALAT), "missed", False),
        ("forbidden_overlap", "22+22", (GUZARA, GUZARA), "found", True),
        ("disputed_overlap", "1+22", (GUZARA, KAFAALAT), "accused", False),
        ("allowed_overlap", "1+2", (GUZARA, KAFAALAT), "left_alone", False),
    ],
)
def test_an_overlap_is_that_of_its_case_and_no_other(
    kind: str, section: str, benefits: tuple[str, ...], outcome: str, is_right: bool
) -> None:
    rows = tuple(known(row, "p1") for row in GRANT_AND_PAYMENT)
    truth = Truth(rows, (case(kind, "p1", section, *GRANT_AND_PAYMENT),))
    people = dict.fromkeys(GRANT_AND_PAYMENT, "i-p1")
    answers = Answers(
        people, dict.fromkeys(people, "home"), (overlap_finding(*benefits),), (judged("eligible"),)
    )
    assert only(became(answers, truth)).outcome == outcome
    assert [claim.is_right for claim in claims(answers, truth)] == [is_right]


def test_a_pair_that_no_source_confirms_stands_on_its_own_line() -> None:
    rows = ("bisp_payments:T-1", "pbm_assistance:P-1")
    truth = Truth(
        tuple(known(row, "p1") for row in rows), (case("forbidden_overlap", "p1", "1+5", *rows),)
    )
    outcome = only(became(Answers(dict.fromkeys(rows, "i"), dict.fromkeys(rows, "h")), truth))
    assert outcome.kind == "forbidden_overlap not confirmed by a source"
    assert outcome.outcome == "missed"


@pytest.mark.parametrize("kind", ["short_payment", "late"])
def test_a_finding_on_a_row_is_that_rows_case_whoever_it_is_paid_for(kind: str) -> None:
    truth = Truth((FORM,), (case(kind, "the child", "1", FORM.row),))
    finding = Finding(kind, "i-p1", "home", KAFAALAT, {"rows": [FORM.row]})
    other = Finding(kind, "i-p1", "home", KAFAALAT, {"rows": ["bisp_nser_members:2"]})
    answers = Answers(ON_FORM, AT_HOME, (finding, other))
    assert only(became(answers, truth)).outcome == "found"
    assert [claim.is_right for claim in claims(answers, truth)] == [True]


@pytest.mark.parametrize(
    ("kind", "found", "outcome"),
    [
        ("kin", "kin", "found"),
        ("kin_ok", "kin", "left_alone"),
        ("kin_ok", "inclusion_error", "accused"),
        ("stale_decoy", "inclusion_error", "accused"),
        ("inclusion_error", "inclusion_error", "found"),
    ],
)
def test_kin_may_be_looked_at_and_those_in_order_never_accused(
    kind: str, found: str, outcome: str
) -> None:
    truth = Truth((FORM,), (case(kind, "p1", "22", FORM.row),))
    finding = Finding(found, "i-p1", "home", GUZARA, {})
    verdict = judged("not_eligible", benefit=GUZARA)
    answers = Answers(ON_FORM, AT_HOME, (finding,), (verdict,))
    assert only(became(answers, truth)).outcome == outcome
    is_right = outcome in ("found", "left_alone")
    assert [claim.is_right for claim in claims(answers, truth)] == [is_right]


def test_a_hole_is_its_households() -> None:
    truth = Truth((FORM,), (case("hole", "p1", "", FORM.row),))
    finding = Finding("hole", "", "home", "", {"need": "money"})
    assert only(became(Answers(ON_FORM, AT_HOME, (finding,)), truth)).outcome == "found"
    elsewhere = Finding("hole", "", "another home", "", {"need": "money"})
    assert only(became(Answers(ON_FORM, AT_HOME, (elsewhere,)), truth)).outcome == "missed"


def test_findings_on_a_confidential_list_are_outside_for_everybody_else() -> None:
    truth = Truth((FORM,), (case("late", "p1", "64", FORM.row),))
    answers = Answers({**ON_FORM, "minority_grants:1": "x"}, {**AT_HOME, "minority_grants:1": "x"})
    outcome = only(became(answers, truth))
    assert outcome.outcome == "outside"
    assert outcome.because.startswith("a confidential list")


def test_a_named_fact_that_changes_no_verdict_does_not_decide() -> None:
    truth = Truth((FORM,), (case("undetermined", "p1", "1", FORM.row, note="missing: pmt"),))
    finding = Finding("undetermined", "", "home", KAFAALAT, {"missing": "pmt_score"})
    answers = Answers(ON_FORM, AT_HOME, (finding,), (judged("not_yet_known"),))
    [outcome] = outcomes(answers, truth, lambda _: False)
    assert (outcome.named, outcome.decides) == (True, False)
    assert facts_tried([finding], lambda _: False) == {
        "findings": 1, "tried": 1, "decide": 0, "share": 0.0,
    }  # fmt: skip


def test_found_cases_are_counted_for_every_value_of_their_rows() -> None:
    truth = Truth((FORM,), (case("unserved", "p1", "1", FORM.row),))
    finding = Finding("unserved", "", "home", KAFAALAT)
    answers = Answers(ON_FORM, AT_HOME, (finding,), (judged("eligible"),))
    scores = group_scores(became(answers, truth), truth, CALIBRATED)
    assert {(one.group, one.inside, one.found) for one in scores} == {
        (group, 1, 1) for group in GROUPS
    }


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


def test_the_truth_is_read_whatever_its_files_begin_with(tmp_path: Path) -> None:
    row = (
        "a", "1", "p1", "h1", "h1-F1", "person", "", "lat", "ok", "F", "Nowshera", "1990",
    )  # fmt: skip
    write(tmp_path / "dev_truth_rows.csv", ROW_COLUMNS, row)
    planted = ("D1", "duplicate", "natural", "p1", "h1", "", "a:1;a:2", "note")
    write(tmp_path / "dev_planted.csv", CASE_COLUMNS, planted)
    truth = read_truth(tmp_path)
    assert truth.rows_of == {"p1": ["a:1"]}
    assert truth.cases[0].rows == ("a:1", "a:2")


def test_a_missing_file_or_column_of_the_truth_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTruth, match=r"one file \*truth_rows\.csv is expected"):
        read_truth(tmp_path)
    write(tmp_path / "truth_rows.csv", ROW_COLUMNS[:-1])
    write(tmp_path / "planted.csv", CASE_COLUMNS)
    with pytest.raises(UnreadableTruth, match="column true_dob_year is missing"):
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
    found = measures(Answers({}, {}), Truth(()), it_decides)
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
    assert "| ghost | 0 | 0 | – | – | – | 0 | 0 | 0 | – |" in page
    assert assumption({"assumed": {}}).startswith("No list is taken to be complete")
