"""`dareecha lists`: which lists are known, agree on one, take it in, take a delivery back."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from dareecha.cli.days import KARACHI, day_given
from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse, tell_json
from dareecha.registry.layout import Layout
from dareecha.registry.layout_files import BadLayout, UnknownLayout, layout_called, shipped_layouts
from dareecha.registry.tables import harmless

# Models can be imported only once Django is set up, which ready() does: so the
# commands import what they need after it.
if TYPE_CHECKING:
    from dareecha.registry.actions import FolderTakenIn, TakenIn
    from dareecha.registry.models import Delivery

app = typer.Typer(no_args_is_help=True, help="Departments' lists: agree on them, take them in.")

TAKEN_IN_WITH_PROBLEMS = 3
"""The exit code of an import that leaves something to correct; 2 is a command written wrongly."""

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


@app.command()
def formats(as_json: AsJson = False) -> None:
    """The lists that are known: id, department, kind of file, how its columns are called."""
    try:
        layouts = list(shipped_layouts().values())
    except BadLayout as error:
        refuse(str(error))
    if as_json:
        tell_json({"formats": [_described(layout) for layout in layouts]})
        return
    for layout in layouts:
        print(f"{layout.id} (version {layout.version}, {layout.department})")
        print(f"    {layout.title}")
        print(
            f"    {' or '.join(layout.kinds).upper()}; key {' + '.join(_headings_of_key(layout))}"
        )
        print(f"    columns: {', '.join(column.heading for column in layout.required)}")


def _described(layout: Layout) -> dict[str, Any]:
    return {
        "id": layout.id,
        "version": layout.version,
        "title": layout.title,
        "department": layout.department,
        "kinds": list(layout.kinds),
        "key": _headings_of_key(layout),
        "columns": [
            {
                "heading": column.heading,
                "field": column.field,
                "read": column.read,
                "required": column.required,
                "sensitive": column.sensitive,
            }
            for column in layout.columns
        ],
    }


def _headings_of_key(layout: Layout) -> list[str]:
    return [layout.by_field[field].heading for field in layout.key]


@app.command()
def agree(
    file: Annotated[Path, typer.Argument(help="A YAML file, or a folder of them.")],
    as_json: AsJson = False,
) -> None:
    """Record the agreement under which a list may be taken in.

    The file says: list, instrument (law or written arrangement), owner (department), purpose,
    retention_months, signed_on; and perhaps districts, period {from, to}, complete_for (benefits
    of which the list holds every receiver there and then) with assumed: true or false. Several
    agreements go under `agreements:` as a list.
    """
    ready()
    from dareecha.registry import actions
    from dareecha.registry.agreement_files import BadAgreement
    from dareecha.registry.installation import OnlyInventedHere, RealDataHere

    files = sorted(file.glob("*.y*ml")) if file.is_dir() else [file]
    if not files:
        refuse(f"{file}: there is no YAML file in this folder.")
    try:
        agreed = [agreement for one in files for agreement in actions.agree(one)]
    except (BadAgreement, UnknownLayout, RealDataHere, OnlyInventedHere) as error:
        refuse(str(error))
    if as_json:
        tell_json(
            {
                "agreements": [
                    {"list": one.list, "id": one.pk, "owner": one.department} for one in agreed
                ]
            }
        )
        return
    for one in agreed:
        print(f"Agreed: {one.list} of {one.department}, kept for {one.retention_months} months.")


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="A CSV or XLSX file, or a folder of them.")],
    format: Annotated[
        str | None, typer.Option("--format", help="The list's id, where it is not recognised.")
    ] = None,
    as_on: Annotated[
        str | None, typer.Option("--as-on", help="The day the list was drawn up (2026-06-30).")
    ] = None,
    problems: Annotated[
        Path | None, typer.Option("--problems", help="Write what could not be read to this CSV.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take in one list, or every known list of a folder. The same file twice changes nothing.

    A cell that cannot be read counts as not known and stops nothing else. Exit code: 0, all was
    read; 3, taken in, and there are problems for the department to correct; 1, a list was refused
    or there was none.
    """
    layout = _layout_called(format)
    day = day_given("--as-on", as_on)
    if not path.exists():
        refuse(f"{path}: there is no such file or folder. Check the path.")
    if layout and path.is_dir():
        refuse("--format names the layout of one file; PATH is a folder. Name the file.")
    if problems is not None:
        _must_be_writable(problems)
    ready()
    with _progress(shown=not as_json) as progress:
        if path.is_dir():
            result = _folder(path, day, progress)
        else:
            result = _file(path, layout, day, progress)
    if problems is not None:
        _write_problems(problems, result)
    if as_json:
        tell_json(asdict(result))
    else:
        _say(result, problems)
    if result.refused or not result.taken:
        raise typer.Exit(1)
    if any(taken.problems for taken in result.taken):
        raise typer.Exit(TAKEN_IN_WITH_PROBLEMS)


def _layout_called(layout_id: str | None) -> Layout | None:
    try:
        return layout_called(layout_id) if layout_id else None
    except (UnknownLayout, BadLayout) as error:
        refuse(str(error))


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[Path, int], None]]:
    """Which file is read, and how far, where somebody watches."""
    console = Console(stderr=True, quiet=not shown)
    with console.status("") as status:
        yield lambda file, rows: status.update(
            f"{file.name}: {rows:,} rows read …" if rows else f"Reading {file.name} …"
        )


def _file(
    path: Path, layout: Layout | None, day: Any, progress: Callable[[Path, int], None]
) -> "FolderTakenIn":
    from dareecha.registry import actions

    try:
        if layout is None:
            taken = actions.take_in_all(path, as_on=day, progress=progress)
        else:
            taken = [actions.take_in(path, layout, as_on=day, progress=progress)]
    except actions.REFUSALS as error:
        refuse(str(error))
    return actions.FolderTakenIn(taken=taken)


def _folder(path: Path, day: Any, progress: Callable[[Path, int], None]) -> "FolderTakenIn":
    from dareecha.registry import actions

    try:
        return actions.take_in_folder(path, as_on=day, progress=progress)
    except actions.REFUSALS as error:
        refuse(str(error))


def _must_be_writable(out: Path) -> None:
    """Before anything is taken in: hours later it would be too late to hear of it."""
    was_there = out.exists()
    try:
        with out.open("a", encoding="utf-8"):
            pass
        if not was_there:
            out.unlink()
    except OSError as error:
        refuse(
            f"{out}: the problems cannot be written there ({error.strerror}). Name another file "
            "with --problems. Nothing was taken in."
        )


def _write_problems(out: Path, result: "FolderTakenIn") -> None:
    from dareecha.registry.actions import problems_of

    try:
        # Cells of people stand in it: for its owner's eyes alone, also while it is written.
        out.touch(mode=0o600)
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            write = csv.writer(file)
            for number, taken in enumerate(result.taken):
                for line, row in enumerate(problems_of(taken.delivery)):
                    if line or not number:
                        write.writerow([harmless(cell) for cell in row])
    except OSError as error:
        refuse(f"{out}: the problems cannot be written there ({error.strerror}).")


def _say(result: "FolderTakenIn", problems: Path | None) -> None:
    for taken in result.taken:
        print(_sentence(taken))
        for remark in _remarks(taken):
            print(f"    {remark}")
    for name, reason in result.skipped.items():
        print(f"Skipped {name}: {reason.partition(': ')[2]}")
    for name, reason in result.refused.items():
        print(f"Refused {name}: {reason.removeprefix(f'{name}: ')}")
    found = sum(taken.problems for taken in result.taken)
    if found:
        where = f"They are in {problems}." if problems else "--problems FILE.csv writes them out."
        noun = "problem" if found == 1 else "problems"
        print(f"{found} {noun} for the departments to correct. {where}")


def _sentence(taken: "TakenIn") -> str:
    if taken.file_known:
        return (
            f"{taken.file_name}: this very file was taken in before; nothing changed "
            f"({taken.rows_known} rows known)."
        )
    passed = sum(taken.passed_over.values())
    return (
        f"{taken.file_name}: {taken.list}, {taken.rows_read} rows read, {taken.rows_new} new, "
        f"{taken.rows_changed} changed, {taken.rows_known} known, "
        f"{taken.rows_set_aside} set aside, {passed} passed over (titles, headings, totals), "
        f"{taken.problems} problems; {taken.seconds:.1f} s."
    )


def _remarks(taken: "TakenIn") -> Iterator[str]:
    if taken.changed_since:
        yield (
            "Later deliveries say something else of rows in it, and that counts. If this file is "
            f"right, take them back: dareecha lists deliveries {taken.list}"
        )
    if taken.rows_gone:
        yield (
            f"{taken.rows_gone} rows of earlier deliveries for the same period are not in this "
            "one. Nothing was deleted: they count as before. If this file stands in place of an "
            f"earlier one, take that back: dareecha lists deliveries {taken.list}"
        )
    if taken.rows_older:
        yield (
            f"{taken.rows_older} rows say something else in a list drawn up later, and that "
            "counts. They are kept as history."
        )
    if taken.rows_changed:
        yield (
            "The changed rows of before are kept as history. To go back to them: "
            f"dareecha lists withdraw {taken.delivery} --because …"
        )
    if taken.sheets_left_out:
        yield f"Hidden sheets are not taken in: {', '.join(taken.sheets_left_out)}."


@app.command()
def deliveries(
    list_id: Annotated[
        str, typer.Argument(metavar="[LIST]", help="The list's id; without it, all lists.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """The files that were taken in, the oldest first, and what each changed."""
    layout = _layout_called(list_id or None)
    ready()
    from dareecha.registry import actions

    found = actions.deliveries(layout.id if layout else "")
    if as_json:
        tell_json({"deliveries": [_delivery(one) for one in found]})
        return
    if not found:
        print("No list was taken in yet.")
    for one in found:
        print(f"{one.pk}  {one.list}, {one.file_name}")
        print(
            f"    came {_day_here(one.received_at)}, as on {one.as_on}: {one.rows_new} new, "
            f"{one.rows_changed} changed, {one.rows_known} known, {one.rows_gone} gone, "
            f"{one.rows_set_aside} set aside"
        )
        if one.withdrawn_at is not None:
            print(f"    taken back {_day_here(one.withdrawn_at)}: {one.withdrawn_because}")


def _delivery(one: "Delivery") -> dict[str, Any]:
    names = (
        "id", "list", "file_name", "sha256", "received_at", "as_on", "rows_read", "rows_new",
        "rows_changed", "rows_known", "rows_gone", "rows_older", "rows_set_aside",
        "problems_found", "withdrawn_at", "withdrawn_because",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names}


def _day_here(moment: datetime) -> str:
    return moment.astimezone(KARACHI).date().isoformat()


@app.command()
def withdraw(
    delivery: Annotated[str, typer.Argument(help="Its id, as `dareecha lists deliveries` shows.")],
    because: Annotated[str, typer.Option("--because", help="Why, for whoever looks later.")],
    as_json: AsJson = False,
) -> None:
    """Take a delivery back: its list stands as the other deliveries say. Nothing is deleted.

    To undo it, import the same file again.
    """
    ready()
    from dareecha.registry import actions

    try:
        back = actions.withdraw(delivery, because=because)
    except (actions.NoSuchDelivery, actions.NotTheOwner, actions.NoReason) as error:
        refuse(str(error))
    if as_json:
        tell_json(asdict(back))
        return
    print(
        f"Taken back: {back.file_name} ({back.list}). {back.rows_restored} rows count again as an "
        f"earlier delivery says, {back.rows_gone} count no more; nothing was deleted."
    )
    print("Then: dareecha link, dareecha screen, dareecha gaps.")
