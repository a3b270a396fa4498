"""Fold letters of Urdu, Pashto and Latin text so that spellings of one sound meet.

Four steps, from careful to rough: `fold` only removes differences of keyboards; `loose_latin` and
`loose_arabic` also forget doubled letters, long and short vowels, and Pashto letters beside their
Urdu neighbours; `skeleton` keeps the consonants alone and is the same for every script.
"""

import re
import unicodedata

_KEYBOARD = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ہ",
        "ۀ": "ہ",
        "ه": "ہ",
        "ە": "ہ",
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "’": "",
        "'": "",
        "`": "",
        "ʼ": "",
    }
)
# Vowel marks, tatweel, the small alef, and the marks that join, part or turn letters.
_UNSEEN = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LATIN = re.compile("[a-z]")

_PASHTO_BESIDE_URDU = str.maketrans("آئۍېيؤھګڼټډړڑٹڈږښڅځ", "ایییی" + "وہگنتدررتدگشسز")
_LATIN_PAIRS = (
    ("kh", "x"),
    ("gh", "g"),
    ("ph", "f"),
    ("dh", "z"),
    ("ck", "k"),
    ("oo", "u"),
    ("ou", "u"),
    ("au", "o"),
    ("aw", "o"),
    ("ee", "i"),
    ("ea", "i"),
)
_LATIN_SINGLES = str.maketrans("qvoe", "kwui")
_DOUBLED = re.compile(r"(.)\1+")

_ARABIC_TO_CODE = str.maketrans(
    {
        **dict.fromkeys("اآعءئؤۍېےں", ""),
        **dict.fromkeys("ثسصڅ", "s"),
        **dict.fromkeys("ذزضظژځ", "z"),
        **dict.fromkeys("تطٹټ", "t"),
        **dict.fromkeys("دڈډ", "d"),
        **dict.fromkeys("رڑړ", "r"),
        **dict.fromkeys("کق", "k"),
        **dict.fromkeys("گغګږ", "g"),
        **dict.fromkeys("حہه", "h"),
        **dict.fromkeys("فپ", "f"),
        **dict.fromkeys("شښ", "c"),
        **dict.fromkeys("نڼ", "n"),
        "چ": "q",
        "خ": "x",
        "ھ": "",
        "ب": "b",
        "ج": "j",
        "ل": "l",
        "م": "m",
        "و": "w",
        "ی": "y",
    }
)
# In this order: a code must not be taken for a letter that is still to be read.
_LATIN_TO_CODE = (
    ("q", "k"),
    ("v", "w"),
    ("ph", "f"),
    ("p", "f"),
    ("ck", "k"),
    ("kh", "x"),
    ("ch", "q"),
    ("sh", "c"),
    ("gh", "g"),
)
_AFTER_CONSONANT_H = re.compile("(?<=[bdgjrtz])h")
_VOWELS = re.compile("[aeiou]")

_FIRST_AIN = re.compile("^ع(?!ا)")  # a vowel is heard there: Abbas, Aziz
_ROMAN = str.maketrans(
    {
        **dict.fromkeys("عءئؤ", ""),
        **dict.fromkeys("اآ", "a"),
        **dict.fromkeys("ثسصڅ", "s"),
        **dict.fromkeys("ذزضظژځ", "z"),
        **dict.fromkeys("تطٹټ", "t"),
        **dict.fromkeys("دڈډ", "d"),
        **dict.fromkeys("رڑړ", "r"),
        **dict.fromkeys("کق", "k"),
        **dict.fromkeys("گګږ", "g"),
        **dict.fromkeys("حہهھ", "h"),
        **dict.fromkeys("شښ", "sh"),
        **dict.fromkeys("نڼں", "n"),
        **dict.fromkeys("یۍېے", "i"),
        "غ": "gh",
        "خ": "kh",
        "چ": "ch",
        "ف": "f",
        "پ": "p",
        "ب": "b",
        "ج": "j",
        "ل": "l",
        "م": "m",
        "و": "u",
    }
)


def fold(text: str) -> str:
    """Small letters without marks, one letter where keyboards have several."""
    composed = unicodedata.normalize("NFKC", text).lower().translate(_KEYBOARD)
    if composed.isascii():
        return composed
    # Letters such as Latin a with macron lose their mark; Arabic letters stay composed, because
    # their dots and rings are the letters themselves.
    plain = "".join(
        unicodedata.normalize("NFD", sign) if sign < "\u0600" else sign for sign in composed
    )
    return _UNSEEN.sub("", plain)


def script_of(text: str) -> str:
    """'lat', 'ur' (Arabic letters, Urdu or Pashto) or '' for no letters; the more frequent wins."""
    folded = text.lower()
    arabic = len(_ARABIC_SCRIPT.findall(folded))
    latin = len(_LATIN.findall(folded))
    if not arabic and not latin:
        return ""
    return "ur" if arabic > latin else "lat"


def is_arabic(word: str) -> bool:
    return _ARABIC_SCRIPT.search(word) is not None


def loose_latin(word: str) -> str:
    """The word as it sounds to a clerk: yousuf, yusaff and yoosuf are closer than they look."""
    for written, heard in _LATIN_PAIRS:
        word = word.replace(written, heard)
    word = word[:1] + word[1:].replace("y", "i")
    word = _DOUBLED.sub(r"\1", word.translate(_LATIN_SINGLES).replace("ai", "i"))
    word = _DOUBLED.sub(r"\1", word)
    return word[:-1] if len(word) > 2 and word.endswith("h") and word[-2] in "aiu" else word


def loose_arabic(word: str) -> str:
    """The folded word with Pashto letters beside their Urdu neighbours and no hamza."""
    return word.replace("ء", "").translate(_PASHTO_BESIDE_URDU)


def loose(word: str) -> str:
    return loose_arabic(word) if is_arabic(word) else loose_latin(word)


def skeleton(word: str) -> str:
    """Consonants of a folded word in one code for all scripts; a word of vowels alone gives 'a'."""
    code = _arabic_code(word) if is_arabic(word) else _latin_code(word)
    return _DOUBLED.sub(r"\1", code) or "a"


def _arabic_code(word: str) -> str:
    code = word.translate(_ARABIC_TO_CODE)
    if len(word) > 2 and word[-1] in "ہه":
        code = code[:-1]
    return code[:1] + code[1:].replace("w", "").replace("y", "")


def _latin_code(word: str) -> str:
    for written, code in _LATIN_TO_CODE:
        word = word.replace(written, code)
    word = _AFTER_CONSONANT_H.sub("", word)
    if len(word) > 2 and word.endswith("h"):
        word = word[:-1]
    consonants = _VOWELS.sub("", word)
    return consonants[:1] + consonants[1:].replace("w", "").replace("y", "")


def romanise(word: str) -> str:
    """A rough Latin spelling of a folded word in Arabic script; other words come back unchanged."""
    return _FIRST_AIN.sub("ا", word).translate(_ROMAN) if is_arabic(word) else word
