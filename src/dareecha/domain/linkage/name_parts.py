"""Recognise the parts of names: which known part does this word, or this glued word, stand for?"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from dareecha.domain.linkage.letters import fold, is_arabic, loose, romanise, skeleton
from dareecha.domain.linkage.similarity import jaro_winkler, one_letter_apart, with_one_letter_less
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
_SAME_SOUND = 0.86  # Jaro-Winkler of words with equal consonants: below it, another name
_ONE_SLIP_SHORTEST = 5  # shorter words differ by one letter too easily
_SOUNDS_ALIKE_SHORTEST = 4  # of a piece that is not spelled as listed: Behram is no Bibi Ram
_SHORTEST_GLUED_COURTESY = 4
_OPEN_END = re.compile("[aeiouyh]$")  # an h at the end is a vowel's
CLAN_ENDINGS = ("zai", "khel")
_CLAN_ENDING = re.compile(r"(?<=\w\w)(?:(z+[ae][iy]|زئی)|(kh(?:e+|i|ai)l|خیل))$")


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
    return is_clan(part) if not kinds else not kinds & {NAME}


def is_clan(part: str) -> bool:
    """True for tribes, listed or made like one: the sons (zai) or the people (khel) of somebody."""
    return TRIBE in kinds_of(part) or (part not in CLAN_ENDINGS and part.endswith(CLAN_ENDINGS))


@lru_cache(maxsize=200_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The known parts that a folded word stands for, else the word itself in Latin letters."""
    known = _spelled(word)
    if known:
        return (known,)
    if len(word) >= _SHORTEST_TO_SPLIT:
        pieces = _split(word, _MOST_PIECES)
        if pieces:
            return pieces
    courtesy = _courtesy_at_the_end(word)
    if courtesy:
        return (*parts_of(word.removesuffix(courtesy)), *parts_of(courtesy))
    return (_same_consonants(word, sure=True) or _one_slip(word, sure=True) or _plain(word),)


@lru_cache(maxsize=200_000)
def guesses_of(part: str) -> tuple[tuple[str, ...], ...]:
    """What a part that nobody listed might have been meant to be; each is one more reading.

    A guess may turn one person into two if it takes the place of what is written, so it never
    does: it only lets a pair be looked at again.
    """
    if kinds_of(part) or is_clan(part):
        return ()
    found = [_same_consonants(part, sure=False), _one_slip(part, sure=False)]
    pieces = _split_with_a_slip(part) if len(part) >= _SHORTEST_TO_SPLIT else None
    readings = [(one,) for one in found if one] + ([pieces] if pieces else [])
    # Read as a clan or a courtesy alone, the name would be gone.
    return tuple(dict.fromkeys(r for r in readings if not all(is_light(piece) for piece in r)))


def _plain(word: str) -> str:
    """The word in Latin letters; the ending that makes a clan is spelled in one way."""
    return romanise(_CLAN_ENDING.sub(_ending_of_a_clan, word))


def _ending_of_a_clan(found: re.Match[str]) -> str:
    return CLAN_ENDINGS[0] if found[1] else CLAN_ENDINGS[1]


def _courtesy_at_the_end(word: str) -> str:
    """The courtesy that a clerk glued to a name: Basbibi. Shorter endings are often the name's."""
    for length in range(_SHORTEST_GLUED_COURTESY, len(word) - 2):
        ending = word[-length:]
        part = known_part(ending)
        if part and kinds_of(part) == {COURTESY}:
            return ending
    return ""


def _spelled(word: str) -> str | None:
    table = vocabulary()
    return table.written.get(word) or table.sounded.get(loose(word))


def _same_consonants(word: str, *, sure: bool) -> str | None:
    """The known part with these consonants that sounds most alike.

    It is sure if it begins and ends alike: Shaira is no Sher, and Bas no Abbas.
    """
    sound = romanise(loose(word))
    best = max(
        (
            (jaro_winkler(sound, known), part)
            for known, part in vocabulary().by_skeleton.get(skeleton(word), ())
            if not sure or _begin_and_end_alike(sound, known)
        ),
        default=(0.0, ""),
    )
    return best[1] if best[0] >= _SAME_SOUND and len(sound) > 2 else None


def _begin_and_end_alike(left: str, right: str) -> bool:
    """True for the same first letter, and a vowel at the end of both or of neither."""
    return left[0] == right[0] and bool(_OPEN_END.search(left)) == bool(_OPEN_END.search(right))


def _one_slip(word: str, *, sure: bool) -> str | None:
    """The known part that one letter added, lost, changed or swapped would give.

    It is sure if no letter changed, and the last is the same: Zeenat is no Zainab, Walayat no Wali.
    """
    if len(word) < _ONE_SLIP_SHORTEST:
        return None
    table = vocabulary()
    sound = loose(word)
    near = {
        known
        for form in with_one_letter_less(sound)
        for known in table.by_slip.get(form, ())
        # Clerks hear the beginning: Wajma is no Najma, and Shaira no Saira.
        if known[0] == sound[0]
        and skeleton(known)[0] == skeleton(sound)[0]
        and one_letter_apart(sound, known)
        and (not sure or (_no_letter_changed(sound, known) and not is_clan(table.sounded[known])))
    }
    best = max(((jaro_winkler(sound, known), known) for known in near), default=(0.0, ""))
    return table.sounded[best[1]] if best[1] else None


def _no_letter_changed(left: str, right: str) -> bool:
    """True if two words one letter apart differ by one added, lost or swapped before the last."""
    return left[-1] == right[-1] and (len(left) != len(right) or sorted(left) == sorted(right))


def _split(word: str, most: int) -> tuple[str, ...] | None:
    """The surest known parts, at most so many, that glued together make this word.

    A joining word may come last, as clerks glue it to the name before it (Ikramul Haq), but only
    one that is nothing else: Nisar is no Nisa with an article.
    """
    surest = _cuts(word, most)
    return surest[1] if surest else None


def _cuts(word: str, most: int) -> tuple[int, tuple[str, ...]] | None:
    """Parts with their doubt: one for every piece, one more if it only sounds like a part."""
    best: tuple[int, tuple[str, ...]] | None = None
    whole = _piece(word)
    if whole and _may_come_last(word, whole):
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


def _may_come_last(word: str, part: str) -> bool:
    return kinds_of(part) != {PARTICLE} or is_arabic(word) or word.startswith("u")


def _doubt(word: str) -> int:
    return 2 if word in vocabulary().written else 3


def _piece(word: str) -> str | None:
    part = _spelled(word)
    if part is None:
        return None
    shortest = 2 if is_arabic(word) or PARTICLE in kinds_of(part) else 3
    if word not in vocabulary().written:
        shortest = _SOUNDS_ALIKE_SHORTEST
    return part if len(word) >= shortest else None


def _split_with_a_slip(word: str) -> tuple[str, ...] | None:
    """Two glued parts of which one is spelled as known and the other only sounds like it."""
    for place in range(3, len(word) - 2):
        head_word, tail_word = word[:place], word[place:]
        head, tail = _piece(head_word), _piece(tail_word)
        if tail and len(head_word) >= 4:
            head = head or _same_consonants(head_word, sure=False)
        elif head and len(tail_word) >= 4:
            tail = tail or _same_consonants(tail_word, sure=False)
        if head and tail and PARTICLE not in kinds_of(tail):
            return (head, tail)
    return None
