"""Give villages and union councils a key that is the same in both scripts."""

import re
from functools import lru_cache

from dareecha.domain.linkage.letters import fold, skeleton

_BETWEEN = re.compile(r"[^\w]+|[\d_]+")
_DOUBLED = re.compile(r"(.)\1+")
# Words that say what kind of place it is; one clerk writes them, the next leaves them out.
_KINDS_OF_PLACE = """
uc union council village mouza moza mauza moh mohallah mohalla muhalla gaon po vpo tehsil
یونین کونسل موضع گاؤں محلہ تحصیل ڈاکخانہ
"""
_KIND_OF_PLACE = frozenset(fold(_KINDS_OF_PLACE).split())


@lru_cache(maxsize=50_000)
def place_key(text: str) -> str:
    """Consonants of a place's name, glued or not; '' when nothing is written.

    Equal keys in one tehsil are very probably one place; across districts they mean little.
    """
    words = [word for word in _BETWEEN.split(fold(text)) if word]
    named = [word for word in words if word not in _KIND_OF_PLACE] or words
    key = "".join(skeleton(word) for word in named)
    # An h that ends a word is silent, and where words are glued nobody can tell: so none counts.
    return _DOUBLED.sub(r"\1", key[:1] + key[1:].replace("h", ""))
