"""`dareecha journal verify`, `checkpoint` and `proof`, as an auditor would run them."""

import json
import time

import pytest
from django.db import connection
from typer.testing import CliRunner

from dareecha.cli import journal
from dareecha.journal import sequencer
from dareecha.journal.actions import record
from dareecha.journal.notes import VerifierKey, open_checkpoint
from dareecha.journal.proofs import Proof
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(journal, "ready", lambda: None)  # the test database is ready
    return lambda *arguments: CliRunner().invoke(journal.app, arguments)


def recorded(count):
    """Record events, and wait for whatever else runs on the server and would hold them back."""
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        events = [record("link.run", subject={"run": f"r{each}"}).pk for each in range(count)]
    until = time.monotonic() + 30
    while sequencer.held_back() and time.monotonic() < until:
        time.sleep(0.02)
    return events


def test_verify_gives_waiting_events_their_place_and_says_what_it_found_good(run):
    recorded(3)
    run("checkpoint")
    recorded(1)
    answer = run("verify")
    assert answer.exit_code == 0
    assert answer.output == (
        "The journal is intact: 4 entries, 2 signed checkpoints, the newest over 4 entries; "
        "0 events wait for their place.\n"
    )
    assert json.loads(run("verify", "--json").output)["intact"] is True


def test_verify_names_what_is_wrong_in_one_sentence_and_fails(run, cluster):
    recorded(3)
    run("checkpoint")
    with cluster.connect_as_admin(connection.settings_dict["NAME"]) as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute("update journal_leaf set hash = sha256('x') where idx = 1")
    answer = run("verify")
    assert answer.exit_code == 1
    assert answer.output.startswith("Not intact. Entry 1 of the journal: its hash is not")
    assert answer.output.count("\n") == 1
    assert json.loads(run("verify", "--json").output)["intact"] is False


def test_the_checkpoint_printed_opens_under_the_key_printed(run):
    recorded(3)
    key = VerifierKey.parse(run("checkpoint", "--key").output)
    assert open_checkpoint(run("checkpoint").output, key).size == 3


def test_an_empty_journal_has_nothing_to_sign(run):
    answer = run("checkpoint")
    assert answer.exit_code == 1
    assert "nothing to sign yet" in answer.output


def test_a_proof_is_had_by_number_or_event_and_checks_offline(run, tmp_path):
    events = recorded(3)
    key = VerifierKey.parse(json.loads(run("checkpoint", "--json").output)["key"])
    answer = json.loads(run("proof", "2", "--json").output)
    assert json.loads(run("proof", str(events[2]), "--json").output) == answer
    Proof.parse(answer["proof"]).check(answer["entry"].encode(), key)

    file = tmp_path / "entry.tlog-proof"
    run("proof", "2", "--out", str(file))
    assert file.read_text() == answer["proof"] == run("proof", "2").output


@pytest.mark.parametrize("entry", ["7", "019a0f3e-1111-7222-8333-444455556666", "first"])
def test_a_proof_of_nothing_is_refused_with_what_to_do(run, entry):
    recorded(1)
    run("checkpoint")
    answer = run("proof", entry)
    assert answer.exit_code == 1
    assert entry in answer.output
