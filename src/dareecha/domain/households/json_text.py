"""The text of a household file as plain values, refused where JSON itself is doubtful."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

DEEPEST = 12
"""A household file needs four levels; what is far deeper was not written by a person."""
DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They show a text in another order than it is kept in. Plain Urdu and Pashto need none."""
UNSEEN = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Control characters, half characters, separators of lines and paragraphs."""
LONGEST_SHOWN = 80


class HouseholdFileRefused(ValueError):
    """A household file that cannot be used; each line of the message names a path."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = [_seen(problem) for problem in problems]
        super().__init__("\n".join(self.problems))


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys stood more than once."""

    repeated: tuple[str, ...] = ()


def parse_household(text: str) -> Any:
    """The JSON of a household file as plain values.

    Raises HouseholdFileRefused when the text is no JSON, or a key stands twice in one object:
    which of two values was meant, nobody can tell.
    """
    try:
        content = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise HouseholdFileRefused(
            [
                f"the file: this is not JSON. {error.msg}, in line {error.lineno},"
                f" column {error.colno}. Correct it there."
            ]
        ) from None
    except RecursionError:
        raise HouseholdFileRefused([too_deep()]) from None
    except ValueError:
        # Python refuses to read numbers of thousands of digits.
        raise HouseholdFileRefused(
            ["the file: a number has thousands of digits. Correct it."]
        ) from None
    repeated = [
        f"{_joined(path, key)}: this key stands twice. Keep one."
        for path, value in walk(content)
        if isinstance(value, _Object)
        for key in value.repeated
    ]
    if repeated:
        raise HouseholdFileRefused(repeated)
    return content


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        repeated = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
        found.repeated = tuple(dict.fromkeys(repeated))
    return found


def walk(content: Any) -> Iterator[tuple[str, Any]]:
    """Every value of a file with its path, the file itself first.

    Raises HouseholdFileRefused when values lie deeper in each other than any household needs.
    """
    waiting: list[tuple[int, str, Any]] = [(0, "", content)]
    while waiting:
        depth, path, value = waiting.pop()
        if depth > DEEPEST:
            raise HouseholdFileRefused([too_deep()])
        yield path, value
        inner: list[tuple[str, Any]] = []
        if isinstance(value, Mapping):
            inner = [(_joined(path, key), entry) for key, entry in value.items()]
        elif isinstance(value, list | tuple):
            inner = [(f"{path}[{position}]", entry) for position, entry in enumerate(value)]
        waiting += ((depth + 1, where, entry) for where, entry in reversed(inner))


def too_deep() -> str:
    return (
        f"the file: values lie more than {DEEPEST} levels deep in each other."
        " Look for a bracket that is not closed."
    )


def unseen_characters(content: Any) -> Iterator[tuple[str, str]]:
    """Texts, keys included, with characters that nobody sees: path and message."""
    for path, value in walk(content):
        texts = [value] if isinstance(value, str) else []
        texts += (
            [key for key in value if isinstance(key, str)] if isinstance(value, Mapping) else []
        )
        for text in texts:
            found = next((sign for sign in text if _is_unseen(sign)), None)
            if found is not None:
                yield (
                    path,
                    (
                        f"{shown(text)} holds a character that cannot be seen"
                        f" ({_code(found)}). Type the text anew."
                    ),
                )


def _joined(path: str, key: Any) -> str:
    return f"{path}.{_short(str(key))}" if path else _short(str(key))


def _is_unseen(sign: str) -> bool:
    return sign in DIRECTION_OVERRIDES or unicodedata.category(sign) in UNSEEN


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _seen(text: str) -> str:
    """A message in which characters that are not seen stand as their codes."""
    return "".join(_code(sign) if _is_unseen(sign) else sign for sign in text)


def shown(value: Any) -> str:
    """A stated value as it can be repeated in a message."""
    match value:
        case str():
            return f'"{_short(value)}"'
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case float() if not math.isfinite(value):
            return json.dumps(value)
        case int() if value.bit_length() > LONGEST_SHOWN:
            return "a number with very many digits"
        case list() | tuple():
            return "a list […]"
        case Mapping():
            return "an object {…}"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
