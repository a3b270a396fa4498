"""How clerks write the invented names: in Latin letters or in Urdu, with and without slips."""

from random import Random

from dareecha.demo.names import TITLES_OF_MEN, TITLES_OF_WOMEN, Name
from dareecha.demo.people import Sex

_ZERO_WIDTH_NON_JOINER = "\u200c"
_ARABIC_KEYBOARD = str.maketrans({"ی": "ي", "ک": "ك", "ہ": "ه"})
_SWAPS = (("ee", "i"), ("oo", "u"), ("sh", "s"), ("z", "s"), ("a", "aa"), ("i", "e"))


def plain_latin(name: Name) -> str:
    """Every word in its usual Latin spelling."""
    return " ".join(word.latin[0] for word in (*name.given, *name.often_dropped))


def plain_urdu(name: Name) -> str:
    """Every word in its usual Urdu spelling."""
    return " ".join(word.urdu[0] for word in (*name.given, *name.often_dropped))


def latin_by_hand(rng: Random, name: Name, sex: Sex) -> str:
    """As somebody types it from hearing or from a worn card."""
    words = [_spelt(rng, word.latin, 0.28) for word in name.given]
    words += [_spelt(rng, word.latin, 0.35) for word in name.often_dropped if rng.random() < 0.5]
    words = [_slipped(rng, word) if rng.random() < 0.035 else word for word in words]
    text = _joined(rng, words, ("", "-"))
    if rng.random() < 0.055:
        titles = TITLES_OF_MEN if sex == "male" else TITLES_OF_WOMEN
        text = f"{rng.choice(titles.latin)} {text}"
    if rng.random() < 0.03:
        text = text.lower()
    return _stray_spaces(rng, text)


def urdu_by_hand(rng: Random, name: Name, sex: Sex) -> str:
    """As somebody writes it in Urdu, with an Arabic keyboard now and then."""
    words = [_spelt(rng, word.urdu, 0.25) for word in name.given]
    words += [_spelt(rng, word.urdu, 0.25) for word in name.often_dropped if rng.random() < 0.5]
    text = _joined(rng, words, ("", _ZERO_WIDTH_NON_JOINER))
    if rng.random() < 0.06:
        titles = TITLES_OF_MEN if sex == "male" else TITLES_OF_WOMEN
        text = f"{rng.choice(titles.urdu)} {text}"
    return _stray_spaces(rng, arabic_letters(rng, text))


def arabic_letters(rng: Random, text: str) -> str:
    """One text in nine comes from an Arabic keyboard, with its own yeh, kaf and heh."""
    return text.translate(_ARABIC_KEYBOARD) if rng.random() < 0.11 else text


def _spelt(rng: Random, spellings: tuple[str, ...], unusual: float) -> str:
    if len(spellings) == 1 or rng.random() >= unusual:
        return spellings[0]
    return rng.choice(spellings[1:])


def _joined(rng: Random, words: list[str], glue: tuple[str, str]) -> str:
    if len(words) > 1 and rng.random() < 0.045:
        return glue[rng.random() < 0.3].join(words[:2]) + "".join(f" {word}" for word in words[2:])
    return " ".join(words)


def _slipped(rng: Random, word: str) -> str:
    """One slip of the hand: a letter lost, doubled or changed for one that sounds alike."""
    draw = rng.random()
    place = rng.randrange(1, len(word)) if len(word) > 1 else 0
    if draw < 0.35 and len(word) > 3:
        return word[:place] + word[place + 1 :]
    if draw < 0.6:
        return word[:place] + word[place : place + 1] + word[place:]
    for heard, typed in _SWAPS:
        if heard in word[1:]:
            return word[0] + word[1:].replace(heard, typed, 1)
    return word


def _stray_spaces(rng: Random, text: str) -> str:
    draw = rng.random()
    if draw < 0.015:
        return f" {text}"
    if draw < 0.035:
        return f"{text} "
    return text.replace(" ", "  ", 1) if draw < 0.05 else text
