"""What the service writes to its log: moments, events and our own ids, never who somebody is."""

import sys
import traceback
from typing import Any

import structlog

PRIVATE = frozenset(
    {
        "account",
        "address",
        "birth_date",
        "cnic",
        "email",
        "father",
        "full_name",
        "name",
        "password",
        "phone",
        "username",
    }
)


def leave_people_out(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Replace the value of every field whose name says that it tells who somebody is."""
    return {key: "(left out)" if key in PRIVATE else value for key, value in event.items()}


def errors_without_words(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Say where an error arose and of which kind; its words may quote a row of the database."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    leave_people_out,
    errors_without_words,
]


def configure() -> None:
    """Let structlog write through Python's own logging."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def logging_settings(*, debug: bool) -> dict[str, Any]:
    """Django's LOGGING: one line of JSON per event in service, plain lines for engineers.

    `django.db.backends` stays above DEBUG whatever happens: it would print the values of queries.
    """
    renderer = structlog.dev.ConsoleRenderer() if debug else structlog.processors.JSONRenderer()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "events"}},
        "root": {"handlers": ["errors"], "level": "INFO"},
        "loggers": {
            "django.db.backends": {"level": "WARNING"},
            "django.request": {"level": "ERROR"},
        },
    }
