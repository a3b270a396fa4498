"""Compiles the translations (.po to .mo) when the package is built; also run by make.

Babel does it, so that no system tool is needed. A sentence marked as fuzzy is left out.
"""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "src/dareecha/locale/*/LC_MESSAGES/*.po"
COMPILED = "src/dareecha/locale/*/LC_MESSAGES/*.mo"


class TranslationsHook(BuildHookInterface):
    """Takes the compiled translations into the package, though version control ignores them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_translations(Path(self.root))
        build_data["artifacts"].append(COMPILED)


def compile_translations(root: Path) -> int:
    """Compile every catalogue that is newer than its compiled file; says how many.

    Raises ValueError that names the file and line of a catalogue that cannot be read.
    """
    written = 0
    for source in sorted(root.glob(CATALOGUES)):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            _compile(source, target)
            written += 1
    return written


def _compile(source: Path, target: Path) -> None:
    language = source.parent.parent.name
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"{source}, line {error.lineno}: {error}. Correct it there.") from error
    unfinished = target.with_suffix(".mo.new")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.rename(target)


if __name__ == "__main__":
    if count := compile_translations(Path(__file__).resolve().parent):
        sys.stdout.write(f"Translations: {count} compiled.\n")
