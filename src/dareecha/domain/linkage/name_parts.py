"""Recognise the parts of names: which known part does this word, or this glued word, stand for?"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from dareecha.domain.linkage.letters import fold, is_arabic, loose, romanise, skeleton
from dareecha.domain.linkage.similarity import jaro_winkler, with_one_letter_less
from dareecha.domain.vocabulary import names_data

TITLE, PARTICLE, COURTESY, TRIBE, NAME = "title", "particle", "courtesy", "tribe", "name"

_KINDS = (
    (NAME, names_data.NAMES),
    (COURTESY, names_data.COURTESY),
    (TRIBE, names_data.TRIBES),
    (TITLE, names_data.TITLES),
    (PARTICLE, names_data.PARTICLES),
)
_SHORTEST_TO_SPLIT = 5
_MOST_PIECES = 4
_SAME_SOUND = 0.80  # Jaro-Winkler of words with equal consonants: below it, another name
_ONE_SLIP_SHORTEST = 5  # shorter words differ by one letter too easily


@dataclass(frozen=True)
class Vocabulary:
    """Known parts by spelling, by sound, by consonants and by one slip of the pen."""

    written: dict[str, str]
    sounded: dict[str, str]
    by_skeleton: dict[str, list[tuple[str, str]]]
    by_slip: dict[str, set[str]]
    kinds: dict[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """The table of names_data, indexed once."""
    written: dict[str, str] = {}
    sounded: dict[str, str] = {}
    by_skeleton: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_slip: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind, table in _KINDS:
        for part, spellings in _lines(table):
            kinds[part].add(kind)
            for spelling in spellings:
                written.setdefault(spelling, part)
                sound = loose(spelling)
                sounded.setdefault(sound, part)
                by_skeleton[skeleton(spelling)].append((romanise(sound), part))
                if kind in (NAME, TRIBE, COURTESY) and len(sound) >= _ONE_SLIP_SHORTEST - 1:
                    for form in with_one_letter_less(sound):
                        by_slip[form].add(sound)
    return Vocabulary(
        written, sounded, by_skeleton, by_slip, {part: frozenset(of) for part, of in kinds.items()}
    )


def _lines(table: str) -> list[tuple[str, list[str]]]:
    parts = []
    for line in table.strip().splitlines():
        part, arabic, latin = (column.split() for column in line.split("|"))
        parts.append((part[0], [fold(word) for word in (*part, *arabic, *latin)]))
    return parts


def kinds_of(part: str) -> frozenset[str]:
    """What a part can be (a title, a tribe, a name …); empty for a part nobody listed."""
    return vocabulary().kinds.get(part, frozenset())


def known_part(word: str) -> str | None:
    """The part that is spelled exactly so, if one is known."""
    return vocabulary().written.get(word)


def is_light(part: str) -> bool:
    """True for parts that clerks add and drop: courtesies and tribes, but no names."""
    kinds = kinds_of(part)
    return bool(kinds) and not kinds & {NAME}


@lru_cache(maxsize=200_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The known parts that a folded word stands for, else the word itself in Latin letters."""
    known = _spelled(word) or _same_consonants(word)
    if known:
        return (known,)
    if len(word) >= _SHORTEST_TO_SPLIT:
        pieces = _split(word, _MOST_PIECES) or _split_with_a_slip(word)
        if pieces:
            return pieces
    return (_one_slip(word) or romanise(word),)


def _spelled(word: str) -> str | None:
    table = vocabulary()
    return table.written.get(word) or table.sounded.get(loose(word))


def _same_consonants(word: str) -> str | None:
    """The known part with these consonants that sounds most alike."""
    sound = romanise(loose(word))
    best = max(
        (
            (jaro_winkler(sound, known), part)
            for known, part in vocabulary().by_skeleton.get(skeleton(word), ())
        ),
        default=(0.0, ""),
    )
    return best[1] if best[0] >= _SAME_SOUND and len(sound) > 2 else None


def _one_slip(word: str) -> str | None:
    """The known part that one letter added, lost, changed or swapped would give."""
    if len(word) < _ONE_SLIP_SHORTEST:
        return None
    table = vocabulary()
    sound = loose(word)
    near = {
        known
        for form in with_one_letter_less(sound)
        for known in table.by_slip.get(form, ())
        if known[0] == sound[0]  # clerks hear the beginning: wajma is no najma
    }
    best = max(((jaro_winkler(sound, known), known) for known in near), default=(0.0, ""))
    return table.sounded[best[1]] if best[1] else None


def _split(word: str, most: int) -> tuple[str, ...] | None:
    """The surest known parts, at most so many, that glued together make this word.

    A joining word may come last: clerks glue it to the name before it (Ikramul Haq).
    """
    surest = _cuts(word, most)
    return surest[1] if surest else None


def _cuts(word: str, most: int) -> tuple[int, tuple[str, ...]] | None:
    """Parts with their doubt: one for every piece, one more if it only sounds like a part."""
    best: tuple[int, tuple[str, ...]] | None = None
    whole = _piece(word)
    if whole:
        best = (_doubt(word), (whole,))
    if most == 1:
        return best
    for place in range(2, len(word) - 1):
        head = _piece(word[:place])
        tail = _cuts(word[place:], most - 1) if head else None
        if head and tail:
            doubt = _doubt(word[:place]) + tail[0]
            if best is None or doubt < best[0]:
                best = (doubt, (head, *tail[1]))
    return best


def _doubt(word: str) -> int:
    return 2 if word in vocabulary().written else 3


def _piece(word: str) -> str | None:
    part = _spelled(word)
    if part is None:
        return None
    shortest = 2 if is_arabic(word) or PARTICLE in kinds_of(part) else 3
    return part if len(word) >= shortest else None


def _split_with_a_slip(word: str) -> tuple[str, ...] | None:
    """Two glued parts of which one is spelled as known and the other only sounds like it."""
    for place in range(3, len(word) - 2):
        head_word, tail_word = word[:place], word[place:]
        head, tail = _piece(head_word), _piece(tail_word)
        if tail and len(head_word) >= 4:
            head = head or _same_consonants(head_word)
        elif head and len(tail_word) >= 4:
            tail = tail or _same_consonants(tail_word)
        if head and tail and PARTICLE not in kinds_of(tail):
            return (head, tail)
    return None
