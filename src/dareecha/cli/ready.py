"""The database behind a command, made ready or refused with one clear message.

Models can be imported only once Django is set up, and that takes a while. So a command calls
`ready()` first and imports what it needs of the service after it, within its function; `--help`
then needs neither Django nor a database.
"""

from __future__ import annotations

import sys

from dareecha.cli.telling import refuse
from dareecha.cluster import ClusterError
from dareecha.cluster.checks import DatabaseRefused
from dareecha.config.env import WrongEnvironment
from dareecha.domain.rules.catalogue import CatalogueRefused


def ready() -> None:
    """Prepare the database, or leave with a message; models may be imported after it."""
    from dareecha.config.prepare import CatalogueNotPublished, prepare_database
    from dareecha.safeguards.keys import KeyProblem

    try:
        note = prepare_database()
    except CatalogueRefused as error:
        refuse(str(error), "The catalogue has mistakes; nothing was published.")
    except (
        CatalogueNotPublished,
        ClusterError,
        DatabaseRefused,
        KeyProblem,
        WrongEnvironment,
    ) as error:
        refuse(str(error))
    if note:
        print(note, file=sys.stderr)
