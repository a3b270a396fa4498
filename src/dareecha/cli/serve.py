"""`dareecha serve`: the web service, with the journal's sequencer beside it."""

from __future__ import annotations

import importlib
import signal
import socket
import subprocess
import sys
from types import FrameType
from typing import Annotated

import typer

from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse

PORT = 8000
WORKERS = 2
THREADS = 4
SEQUENCE_EVERY_SECONDS = 5


def serve(
    port: Annotated[
        int, typer.Option(help="Where to listen on this machine.", min=1, max=65535)
    ] = PORT,
) -> None:
    """Serve the pages on this machine, until Ctrl-C."""
    ready()
    serve_pages(port)


def serve_pages(port: int) -> None:
    """Run the web server until it is told to stop; leaves with a failure when it cannot start."""
    _refuse_a_busy_port(port)
    management = importlib.import_module("django.core.management")
    management.call_command("collectstatic", interactive=False, verbosity=0)
    server = subprocess.Popen(  # noqa: S603 - our own interpreter and fixed words
        [
            sys.executable, "-m", "gunicorn", "dareecha.config.wsgi:application",
            "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
            "--worker-class", "gthread", "--threads", str(THREADS), "--log-level", "warning",
        ]
    )  # fmt: skip

    def stop(signum: int, frame: FrameType | None) -> None:
        server.terminate()

    for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(asked, stop)
    print(f"Dareecha is open at http://127.0.0.1:{port}/  (Ctrl-C stops it)", flush=True)
    try:
        _sequence_while(server)
    finally:
        # Whatever happened here, no web server may be left behind without us.
        server.terminate()
        server.wait()
    if server.returncode not in (0, -signal.SIGTERM):
        raise typer.Exit(1)


def _refuse_a_busy_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            refuse(
                f"Port {port} of this machine cannot be used ({error.strerror})."
                " Stop what listens there, or choose another: --port 8001."
            )


def _sequence_while(server: subprocess.Popen[bytes]) -> None:
    sequencer = importlib.import_module("dareecha.journal.sequencer")
    timezone = importlib.import_module("django.utils.timezone")
    database = importlib.import_module("django.db")
    while True:
        try:
            server.wait(timeout=SEQUENCE_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            try:
                sequencer.run(at=timezone.now())
            except sequencer.AlreadySequencing:
                continue
            except (database.OperationalError, database.InterfaceError):
                print("The database does not answer; trying again.", file=sys.stderr)
                database.connection.close()
        else:
            return
