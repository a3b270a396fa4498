"""What the roster's own parts, and the values of its facts, are called, in three languages.

Urdu and Pashto are machine-written; no native speaker has reviewed them yet.
"""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, Mapping[str, str]]

STRUCTURE_LABELS: Words = {
    "roster_complete": {
        "en": "who else lives here", "ur": "یہاں اور کون رہتا ہے", "ps": "دلته نور څوک اوسېږي",
    },
    "deceased_complete": {
        "en": "who has died", "ur": "کس کا انتقال ہوا ہے", "ps": "څوک مړه شوي دي",
    },
    "events_known": {
        "en": "what else has happened", "ur": "اور کیا ہوا ہے", "ps": "نور څه پېښ شوي دي",
    },
    "father": {"en": "who the father is", "ur": "والد کون ہے", "ps": "پلار څوک دی"},
    "mother": {"en": "who the mother is", "ur": "والدہ کون ہے", "ps": "مور څوک ده"},
    "spouses": {
        "en": "who is married to whom", "ur": "کس کی شادی کس سے ہے", "ps": "څوک له چا سره واده دی",
    },
    "family": {
        "en": "who belongs to which family", "ur": "کون کس خاندان میں ہے",
        "ps": "څوک په کومه کورنۍ کې دی",
    },
    "receives": {
        "en": "what is received now", "ur": "ابھی کیا ملتا ہے", "ps": "اوس څه ترلاسه کوي",
    },
}  # fmt: skip
"""What those parts of a household are called that stand in no dictionary."""

STRUCTURE_QUESTIONS: Words = {
    "roster_complete": {
        "en": "Who else lives and eats here?",
        "ur": "یہاں اور کون رہتا اور کھاتا ہے؟",
        "ps": "دلته نور څوک اوسېږي او خوري؟",
    },
    "deceased_complete": {
        "en": "Has anybody of the family died? Who, and when?",
        "ur": "کیا خاندان میں کسی کا انتقال ہوا ہے؟ کس کا، اور کب؟",
        "ps": "په کورنۍ کې څوک مړ شوی دی؟ څوک، او کله؟",
    },
    "events_known": {
        "en": "Has anybody been hurt, or was the house damaged? When?",
        "ur": "کیا کوئی زخمی ہوا، یا گھر کو نقصان پہنچا؟ کب؟",
        "ps": "څوک ټپي شوی، یا کور زیانمن شوی دی؟ کله؟",
    },
    "father": {
        "en": "Who is this person's father?",
        "ur": "اس شخص کا والد کون ہے؟",
        "ps": "د دې کس پلار څوک دی؟",
    },
    "mother": {
        "en": "Who is this person's mother?",
        "ur": "اس شخص کی والدہ کون ہے؟",
        "ps": "د دې کس مور څوک ده؟",
    },
    "spouses": {
        "en": "To whom is this person married?",
        "ur": "اس شخص کی شادی کس سے ہوئی ہے؟",
        "ps": "دا کس له چا سره واده دی؟",
    },
    "family": {
        "en": "To which of the families here does this person belong?",
        "ur": "یہ شخص یہاں کے کس خاندان سے ہے؟",
        "ps": "دا کس دلته د کومې کورنۍ دی؟",
    },
    "receives": {
        "en": "Is it received now?",
        "ur": "کیا یہ ابھی ملتا ہے؟",
        "ps": "دا اوس ترلاسه کېږي؟",
    },
}
"""How somebody is asked for them."""

RELATIONSHIP_WORDS: Words = {
    "head": {"en": "head", "ur": "سربراہ", "ps": "مشر"},
    "wife": {"en": "wife", "ur": "بیوی", "ps": "ښځه"},
    "husband": {"en": "husband", "ur": "شوہر", "ps": "خاوند"},
    "son": {"en": "son", "ur": "بیٹا", "ps": "زوی"},
    "daughter": {"en": "daughter", "ur": "بیٹی", "ps": "لور"},
    "father": {"en": "father", "ur": "والد", "ps": "پلار"},
    "mother": {"en": "mother", "ur": "والدہ", "ps": "مور"},
    "brother": {"en": "brother", "ur": "بھائی", "ps": "ورور"},
    "sister": {"en": "sister", "ur": "بہن", "ps": "خور"},
    "grandson": {"en": "grandson", "ur": "پوتا یا نواسا", "ps": "لمسی"},
    "granddaughter": {"en": "granddaughter", "ur": "پوتی یا نواسی", "ps": "لمسۍ"},
    "grandfather": {"en": "grandfather", "ur": "دادا یا نانا", "ps": "نیکه"},
    "grandmother": {"en": "grandmother", "ur": "دادی یا نانی", "ps": "انا"},
    "son_in_law": {"en": "son-in-law", "ur": "داماد", "ps": "زوم"},
    "daughter_in_law": {"en": "daughter-in-law", "ur": "بہو", "ps": "نږور"},
    "father_in_law": {"en": "father-in-law", "ur": "سسر", "ps": "خسر"},
    "mother_in_law": {"en": "mother-in-law", "ur": "ساس", "ps": "خواښې"},
    "nephew": {"en": "nephew", "ur": "بھتیجا یا بھانجا", "ps": "وراره یا خوریی"},
    "niece": {"en": "niece", "ur": "بھتیجی یا بھانجی", "ps": "ورېره یا خورزه"},
    "uncle": {"en": "uncle", "ur": "چچا یا ماموں", "ps": "تره یا ماما"},
    "aunt": {"en": "aunt", "ur": "پھوپھی یا خالہ", "ps": "ترور"},
    "other_relative": {"en": "other relative", "ur": "دوسرا رشتہ دار", "ps": "بل خپلوان"},
    "not_related": {"en": "not related", "ur": "رشتہ دار نہیں", "ps": "خپلوان نه دی"},
}
MEMBERSHIP_WORDS: Words = {
    "usual": {"en": "usual member", "ur": "مستقل رکن", "ps": "تل پاتې غړی"},
    "absent_migrant": {
        "en": "away, working elsewhere",
        "ur": "دوسری جگہ کام پر گیا ہوا",
        "ps": "د کار لپاره بل ځای ته تللی",
    },
    "second_home": {"en": "has another home too", "ur": "دوسرا گھر بھی ہے", "ps": "بل کور هم لري"},
    "institution": {
        "en": "lives in an institution",
        "ur": "کسی ادارے میں رہائش",
        "ps": "په یوه اداره کې اوسېږي",
    },
}
VITAL_STATUS_WORDS: Words = {
    "alive": {"en": "alive", "ur": "زندہ", "ps": "ژوندی"},
    "deceased": {"en": "deceased", "ur": "فوت شدہ", "ps": "مړ"},
}
