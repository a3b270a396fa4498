"""The log tells what happened and where, never who somebody is."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
import structlog

from dareecha.config import logs

SECRET = "17301-1234567-1"


@pytest.fixture
def written():
    """What a logger set up like the service's own has written."""
    settings = logs.logging_settings(debug=False)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    kind = dict(settings["formatters"]["events"])
    handler.setFormatter(kind.pop("()")(**kind))
    logger = logging.getLogger("dareecha.a_test")
    logger.addHandler(handler)
    logger.propagate = False
    yield lambda: json.loads(stream.getvalue())
    logger.removeHandler(handler)
    logger.propagate = True


@pytest.mark.parametrize("field", ["cnic", "full_name", "phone", "father", "email"])
def test_a_field_about_a_person_is_left_out(written, field):
    structlog.get_logger("dareecha.a_test").error("list taken in", rows=3, **{field: SECRET})
    assert written()["rows"] == 3
    assert SECRET not in str(written())


def test_an_errors_words_are_left_out_and_its_place_is_told(written):
    try:
        raise ValueError(f"Key (cnic)=({SECRET}) already exists.")
    except ValueError:
        logging.getLogger("dareecha.a_test").exception("Internal Server Error")
    assert written()["error"] == "ValueError"
    assert "test_safeguards_logs.py" in written()["where"][0]
    assert SECRET not in str(written())
