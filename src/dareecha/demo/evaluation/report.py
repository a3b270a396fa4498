"""The measures as tables: on the terminal with rich, in the reference as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table as RichTable

from dareecha.demo.evaluation.matching import DECOYS
from dareecha.demo.evaluation.measuring import BOTH
from dareecha.demo.evaluation.outcomes import (
    ACCUSED,
    MISSED,
    OUTSIDE,
    UNCONFIRMED_OVERLAP,
)
from dareecha.demo.evaluation.truth import HALVES

Measured = Mapping[str, Any]
_BEGINS_NUMBER = frozenset("0123456789–")


@dataclass(frozen=True)
class Table:
    """A table of texts; `note` stands above it and says how to read it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def tables(measured: Measured) -> list[Table]:
    """Everything that one evaluation measured."""
    return [
        _lists(measured),
        *(_linkage(measured, half) for half in HALVES),
        *(_findings(measured, half) for half in (BOTH, *HALVES)),
        *(_groups(measured, half) for half in HALVES),
        _tried(measured),
        *_missed(measured),
        *_wrong(measured),
        *_outside(measured),
        _settled(measured),
    ]


def tell(name: str, measured: Measured, console: Console) -> None:
    """Print one evaluation on the terminal."""
    console.rule(name)
    for table in tables(measured):
        drawn = RichTable(
            title=table.title, title_justify="left", box=box.SIMPLE_HEAD, collapse_padding=True
        )
        for column, heading in enumerate(table.headings):
            drawn.add_column(heading, justify="right" if _is_of_numbers(table, column) else "left")
        for row in table.rows:
            drawn.add_row(*row)
        console.print(drawn)
        if table.note:
            console.print(table.note)
    console.print(assumption(measured))


def as_markdown(name: str, measured: Measured) -> str:
    """One evaluation as a chapter."""
    parts = [f"## {name}", assumption(measured), _took(measured)]
    for table in tables(measured):
        parts.append(f"### {table.title}")
        if table.note:
            parts.append(table.note)
        parts.append("\n".join(_markdown_rows(table)))
    return "\n\n".join(parts) + "\n"


def assumption(measured: Measured) -> str:
    """Which completeness is assumed, said plainly."""
    told = [f"{name} ({', '.join(found)})" for name, found in measured["assumed"].items()]
    if not told:
        return "No list is taken to be complete: absence from a list says nothing."
    return (
        "Assumed, not stated by any department: these lists hold every receiver of the benefits "
        f"named, so that whoever is absent does not receive: {'; '.join(told)}."
    )


def _took(measured: Measured) -> str:
    steps = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in measured["seconds"].items())
    return f"Judged as of {measured['as_of']}, catalogue {measured['catalogue'][:12]}. {steps}."


def _markdown_rows(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.headings)} |"
    yield f"|{'|'.join(_rule(table, column) for column in range(len(table.headings)))}|"
    for row in table.rows:
        yield f"| {' | '.join(row)} |"


def _rule(table: Table, column: int) -> str:
    return "---:" if _is_of_numbers(table, column) else "---"


def _is_of_numbers(table: Table, column: int) -> bool:
    return all(row[column][:1] in _BEGINS_NUMBER for row in table.rows)


def _lists(measured: Measured) -> Table:
    linked = measured["linked"]
    left_out = len(measured["skipped"]) + len(measured["refused"])
    return Table(
        title="Lists",
        headings=("List", "Rows", "Set aside", "Problems reported"),
        rows=tuple(
            (name, str(one["rows"]), str(one["set_aside"]), str(one["problems"]))
            for name, one in measured["lists"].items()
        ),
        note=(
            f"{left_out} files of other layouts were left out. The truth of "
            f"{measured['reviewed']} households is known. {linked['mentions']} mentions "
            f"became {linked['individuals']} individuals in {linked['households']} households; "
            f"{linked['doubtful']} doubtful pairs are left to officers."
        ),
    )


def _linkage(measured: Measured, half: str) -> Table:
    return Table(
        title=f"Linkage, {half} half",
        headings=("Rows", "True pairs", "Linked", "Right", "Precision", "Recall", "F1"),
        rows=tuple(
            (
                "all" if score["group"] == "all" else f"{score['group']} {score['value'] or '–'}",
                *(str(score[key]) for key in ("true_pairs", "linked_pairs", "right_pairs")),
                *(_share(score[key]) for key in ("precision", "recall", "f1")),
            )
            for score in measured["linkage"][half]
        ),
        note="Pairs of rows that mean one person; a pair counts where one of its rows belongs.",
    )


def _findings(measured: Measured, half: str) -> Table:
    where = "both halves" if half == BOTH else f"{half} half"
    return Table(
        title=f"Findings, {where}",
        headings=(
            "Planted", "Cases", "Found", "Share", "Named", "Decides", "Outside",
            "Findings", "Right", "Precision",
        ),
        rows=tuple(_finding_row(score) for score in measured["findings"][half]),
        note=(
            "Cases that these lists can show; the others stand as outside. Of a decoy "
            f"({', '.join(DECOYS)}), found means wrongly accused: it should be 0. Named: the "
            "missing fact of the case is the one named. Decides: judged again with the fact named "
            "filled in, the verdict differs and is settled. Findings: about reviewed people, right "
            "where a case bears them out; kinship that the truth does not list counts as wrong. "
            f"{UNCONFIRMED_OVERLAP.capitalize()}: the truth plants these pairs, and no confirmed "
            "source keeps them apart, so they are never to be found."
        ),
    )  # fmt: skip


def _finding_row(score: Mapping[str, Any]) -> tuple[str, ...]:
    counts = ("named", "decides", "outside", "claims", "right_claims")
    named, decides, outside, claims, right = (_count(score[key]) for key in counts)
    return (
        score["kind"],
        str(score["inside"]),
        str(score["found"]),
        _share(score["share_found"]),
        named,
        decides,
        outside,
        claims,
        right,
        _share(score["precision"]),
    )


def _groups(measured: Measured, half: str) -> Table:
    return Table(
        title=f"Cases found by sex, script, district and number, {half} half",
        headings=("Rows", "Cases", "Found", "Share"),
        rows=tuple(
            (
                f"{score['group']} {score['value'] or '–'}",
                str(score["inside"]),
                str(score["found"]),
                _share(score["share_found"]),
            )
            for score in measured["groups"][half]
        ),
        note=(
            "All kinds to be found together, holes and decoys left out. A case counts for each "
            "value that one of its rows has."
        ),
    )


def _tried(measured: Measured) -> Table:
    tried = measured["facts_tried"]
    return Table(
        title="Facts named by undetermined findings, tried out",
        headings=("Findings", "Tried", "Would decide", "Share"),
        rows=(
            (
                *(str(tried[key]) for key in ("findings", "tried", "decide")),
                _share(tried["share"]),
            ),
        ),
        note=(
            "Of a sample drawn by hash, planted or not: the household is judged again under each "
            "answer worth trying, and one of them settles the verdict while not all agree."
        ),
    )


def _missed(measured: Measured) -> Iterator[Table]:
    kinds = Counter(
        (case["kind"], case["benefit"], case["because"])
        for case in measured["cases"]
        if case["outcome"] in (MISSED, ACCUSED)
    )
    if kinds:
        yield Table(
            title="Planted cases missed, or decoys accused",
            headings=("Planted", "Benefit", "What was said instead", "Cases"),
            rows=tuple((*key, str(count)) for key, count in sorted(kinds.items())),
            note="--json names every case and its rows.",
        )


def _wrong(measured: Measured) -> Iterator[Table]:
    """Findings about reviewed people that no case bears out."""
    wrong = Counter(
        (claim["kind"], claim["benefit"], claim["case"])
        for claim in measured["claims"]
        if not claim["is_right"]
    )
    if wrong:
        yield Table(
            title="Findings about reviewed people that no case bears out",
            headings=("Finding", "Benefit", "Decoy", "Findings"),
            rows=tuple((*key, str(count)) for key, count in sorted(wrong.items())),
            note="--json names the rows of each.",
        )


def _outside(measured: Measured) -> Iterator[Table]:
    reasons = Counter(
        (case["kind"], case["because"]) for case in measured["cases"] if case["outcome"] == OUTSIDE
    )
    if reasons:
        yield Table(
            title="Planted cases outside these lists",
            headings=("Planted", "Why", "Cases"),
            rows=tuple((*key, str(count)) for key, count in sorted(reasons.items())),
        )


def _settled(measured: Measured) -> Table:
    return Table(
        title="Verdicts that the lists alone settle",
        headings=("Benefit", "Verdicts", "Settled", "Share"),
        rows=tuple(
            (benefit, str(one["verdicts"]), str(one["settled"]), _share(one["share"]))
            for benefit, one in measured["settled"].items()
        ),
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _count(value: int | None) -> str:
    return "–" if value is None else str(value)
