"""The steps of the main job, once the database behind them is ready."""

from __future__ import annotations

import importlib
from types import ModuleType

from dareecha.cli.telling import refuse
from dareecha.cluster import ClusterError
from dareecha.cluster.checks import DatabaseRefused
from dareecha.config.env import WrongEnvironment
from dareecha.config.prepare import prepare_database
from dareecha.domain.rules.catalogue import CatalogueRefused
from dareecha.safeguards.keys import KeyProblem


def ready() -> ModuleType:
    """Prepare the database, or leave with one clear message; then the steps may be imported."""
    try:
        prepare_database()
    except (ClusterError, DatabaseRefused, KeyProblem, WrongEnvironment) as error:
        refuse(str(error))
    except CatalogueRefused as error:
        refuse(str(error), "The shipped catalogue has mistakes; nothing was published.")
    # Models can be imported only once Django is set up.
    return importlib.import_module("dareecha.cli.steps")
