"""`dareecha serve`: the web service, with the journal's sequencer beside it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from types import FrameType
from typing import Annotated

import typer

from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse
from dareecha.config.env import read_env

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
    refuse_a_busy_port(port)
    ready()
    serve_pages(port)


def serve_pages(port: int) -> None:
    """Run the web server until it is told to stop; leaves with a failure when it cannot start."""
    from django.core.management import call_command

    refuse_a_busy_port(port)
    call_command("collectstatic", interactive=False, verbosity=0)
    server = subprocess.Popen(_web_server(port))  # noqa: S603 - our own interpreter, fixed words

    def stop(signum: int, frame: FrameType | None) -> None:
        server.terminate()

    for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(asked, stop)
    _tell_what_is_open(port)
    try:
        _sequence_while(server)
    finally:
        # Whatever happened here, no web server may be left behind without us.
        server.terminate()
        server.wait()
    if server.returncode not in (0, -signal.SIGTERM):
        raise typer.Exit(1)


def _web_server(port: int) -> list[str]:
    """Gunicorn, leaving nothing outside the home folder: no control socket in `~/.gunicorn`."""
    work = read_env().home / "work"
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [
        sys.executable, "-m", "gunicorn", "dareecha.config.wsgi:application",
        "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
        "--worker-class", "gthread", "--threads", str(THREADS), "--log-level", "warning",
        "--worker-tmp-dir", str(work), "--no-control-socket",
    ]  # fmt: skip


def refuse_a_busy_port(port: int) -> None:
    """Leave with a message when something listens there already."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            refuse(
                f"Port {port} of this machine cannot be used ({error.strerror})."
                " Stop what listens there, or choose another: --port 8001."
            )


def _tell_what_is_open(port: int) -> None:
    from dareecha.catalogue.actions import in_force

    publication = in_force()
    where = "" if publication.is_shipped else f", from {publication.origin}"
    print(f"Catalogue {publication.bundle_id[:12]} is in force{where}.", file=sys.stderr)
    print(f"Dareecha is open at http://127.0.0.1:{port}/  (Ctrl-C stops it)", flush=True)


def _sequence_while(server: subprocess.Popen[bytes]) -> None:
    from django.db import InterfaceError, OperationalError, connection
    from django.utils import timezone

    from dareecha.journal import sequencer

    while True:
        try:
            server.wait(timeout=SEQUENCE_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            try:
                sequencer.run(at=timezone.now())
            except sequencer.AlreadySequencing:
                continue
            except sequencer.LogDisagrees as error:
                # The counter goes on: people wait there, and nothing false is signed.
                print(error, file=sys.stderr)
            except (OperationalError, InterfaceError):
                print("The database does not answer; trying again.", file=sys.stderr)
                connection.close()
        else:
            return
