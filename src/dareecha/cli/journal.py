"""`dareecha journal`: check the tamper-evident log, bring it up to date, hand out proofs."""

import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from dareecha.cli.files import must_be_writable, refuse_to_write
from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse, tell_json

app = typer.Typer(no_args_is_help=True, help="The tamper-evident log of every action.")

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Recompute the whole journal and say whether it is intact; exit code 1 if it is not."""
    ready()
    from django.utils import timezone

    from dareecha.journal import sequencer
    from dareecha.journal.verification import NotIntact, verify

    try:
        # What waits for its place could vanish unseen, so it gets one first.
        sequencer.run(at=timezone.now())
    except sequencer.AlreadySequencing:
        pass
    except sequencer.LogDisagrees as fault:
        _say({"intact": False, "fault": str(fault)}, f"Not intact. {fault}", as_json)
        raise typer.Exit(1) from None
    try:
        found = verify()
    except NotIntact as fault:
        _say({"intact": False, "fault": str(fault)}, f"Not intact. {fault}", as_json)
        raise typer.Exit(1) from None
    _say(
        {"intact": True, **found.__dict__},
        f"The journal is intact: {found.entries} entries, {found.checkpoints} signed checkpoints, "
        f"the newest over {found.newest} entries; {found.waiting} events wait for their place.",
        as_json,
    )


@app.command()
def checkpoint(
    key: Annotated[
        bool, typer.Option("--key", help="Print the public key that checks the log.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Give waiting events their places, sign the log as it stands, print the checkpoint."""
    ready()
    from django.utils import timezone

    from dareecha.journal import sequencer
    from dareecha.journal.identity import verifier_key

    public = str(verifier_key())
    if key:
        _say({"key": public}, public, as_json)
        return
    try:
        done = sequencer.run(at=timezone.now())
    except (sequencer.AlreadySequencing, sequencer.LogDisagrees) as refusal:
        refuse(str(refusal))
    if done.held_back:
        print(
            f"{done.held_back} events wait for a transaction that is still running; "
            "run this again in a moment.",
            file=sys.stderr,
        )
    if done.checkpoint is None:
        refuse("The journal is empty: there is nothing to sign yet.")
    size, note = done.checkpoint.size, done.checkpoint.note
    said = {
        "size": size,
        "added": done.leaves,
        "held_back": done.held_back,
        "checkpoint": note,
        "key": public,
    }
    _say(said, note.removesuffix("\n"), as_json)


@app.command()
def proof(
    entry: Annotated[str, typer.Argument(help="The entry's number, from 0, or the event's id.")],
    out: Annotated[
        Path | None, typer.Option(help="Write the proof here instead of printing it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove that an entry stands in the log: a .tlog-proof that anybody can check offline."""
    if out is not None:
        must_be_writable("--out", out)
    ready()
    from dareecha.journal import store

    try:
        proved = store.prove(_index(entry))
    except store.NotInTheLog as refusal:
        refuse(str(refusal))
    text = proved.proof.text
    if out is not None:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            refuse_to_write("--out", error)
        text = f"Wrote the proof of entry {proved.proof.index} to {out}."
    said = {"index": proved.proof.index, "entry": proved.data.decode(), "proof": proved.proof.text}
    _say(said, text.removesuffix("\n"), as_json)


def _index(entry: str) -> int:
    from dareecha.journal import store

    if entry.isascii() and entry.isdigit():
        return int(entry)
    try:
        event = UUID(entry)
    except ValueError:
        refuse(f"{entry!r} is neither an entry's number nor an event's id. Give one of them.")
    return store.index_of(event)


def _say(for_machines: dict[str, object], for_people: str, as_json: bool) -> None:
    if as_json:
        tell_json(for_machines)
    else:
        print(for_people)
