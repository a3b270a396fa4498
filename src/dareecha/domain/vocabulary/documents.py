"""YAML documents that remember their lines, so that a mistake can be shown where it stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeGuard

import yaml
from yaml.composer import ComposerError
from yaml.reader import ReaderError

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file: where it stands, what it is, and what to do about it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass
class Document:
    """One YAML file as plain Python values, with the line of every key and item."""

    file: str
    value: Any
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the nearest thing that stands in the file at or above this path."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def complain(self, path: Path, message: str) -> None:
        """Note a problem at a path and go on, so that one run shows everything that is wrong."""
        self.problems.append(Problem(self.file, self.line(path), message))

    def warn(self, path: Path, message: str) -> None:
        """Note what is allowed and often a mistake."""
        self.warnings.append(Problem(self.file, self.line(path), message))


class _Loader(yaml.SafeLoader):
    """Safe YAML in which `on`, `yes` and `no` stay words: they are common words in rules.

    Aliases are refused: what a line says should stand on that line.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, "aliases are not used here", event.start_mark)
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|false|False)$"), list("tTfF")
)


def read_document(file: str, text: str) -> Document:
    """Read one YAML file; syntax errors and repeated keys become problems of the document."""
    document = Document(file, None)
    try:
        loader = _Loader(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        document.problems.append(
            Problem(file, line, f"a character cannot stand in a text ({error.reason}). Delete it.")
        )
        return document
    try:
        node = loader.get_single_node()
        if node is not None:
            document.value = _plain(loader, node, (), document)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        document.problems.append(
            Problem(file, line, f"this is not readable YAML ({error.problem}). Check the indents.")
        )
    except ValueError as error:
        document.problems.append(Problem(file, 1, f"a value cannot be read: {error}."))
    finally:
        loader.dispose()
    return document


def _plain(loader: _Loader, node: yaml.Node, path: Path, document: Document) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                document.complain(path, f'the key "{key}" should be a word; put it in quotes.')
                continue
            document.lines[(*path, key)] = key_node.start_mark.line + 1
            if key in mapping:
                document.complain((*path, key), f'"{key}" stands twice here. Keep one.')
            mapping[key] = _plain(loader, value_node, (*path, key), document)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(loader, item, (*path, position), document)
            for position, item in enumerate(node.value)
        ]
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:
        document.complain(path, f'"{node.value}" is not a day of the calendar.')
        return None


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """A hint after an unknown word: ' Did you mean "…"?', or nothing."""
    close = difflib.get_close_matches(str(word), [str(one) for one in known], n=1, cutoff=cutoff)
    return f' Did you mean "{close[0]}"?' if close else ""


def is_day(value: Any) -> TypeGuard[date]:
    """Whether a value is a day, and no moment of it."""
    return isinstance(value, date) and not isinstance(value, datetime)


# What stands behind a key, wherever it is used: a test, and the words for what should stand there.
SHAPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(
        ("facts", "parameters", "needs", "label", "short", "value_labels", "question", "help",
         "ask", "legal_basis", "appeal"),
        (lambda value: isinstance(value, Mapping), "a mapping of keys to values"),
    ),
    **dict.fromkeys(
        ("values", "versions", "all", "any", "states", "offices", "papers", "contingencies",
         "sources", "troubles", "exclusions", "limits", "shown_by", "open_questions",
         "unconfirmed_exclusions", "answered_by"),
        (lambda value: isinstance(value, list), "a list"),
    ),
    **dict.fromkeys(
        ("unit", "derived", "applies_if", "id", "source", "test", "with"),
        (lambda value: isinstance(value, str), "a text"),
    ),
    **dict.fromkeys(
        ("scale", "cost"),
        (lambda value: type(value) is int and 0 <= value <= 9, "a whole number from 0 to 9"),
    ),
    **dict.fromkeys(
        ("min", "max"),
        (lambda value: type(value) in (int, float), "a number"),
    ),
    "from": (lambda value: is_day(value) or value == "not_known", "a day such as 2026-01-01"),
}  # fmt: skip


def check_keys(
    document: Document,
    path: Path,
    value: Any,
    *,
    required: Sequence[str] = (),
    optional: Sequence[str] = (),
) -> Mapping[str, Any]:
    """The mapping at a path; unknown and missing keys and values out of shape become problems.

    What is not a mapping is reported and read as an empty one; what is out of shape is left out.
    """
    if not isinstance(value, Mapping):
        document.complain(path, "a mapping of keys to values should stand here.")
        return {}
    known = [*required, *optional]
    for key in value:
        if key not in known:
            document.complain(
                (*path, key),
                f'the key "{key}" is not known here.{nearest(key, known)}'
                f" Known keys: {', '.join(known)}.",
            )
    for key in required:
        if key not in value:
            document.complain(path, f'the key "{key}" is missing here.')
    return {key: entry for key, entry in value.items() if _has_shape(document, path, key, entry)}


def _has_shape(document: Document, path: Path, key: str, value: Any) -> bool:
    fits, expected = SHAPES.get(key, (None, ""))
    if fits is None or value is None or fits(value):
        return True
    document.complain((*path, key), f'"{value}" stands here; {expected} should.')
    return False
