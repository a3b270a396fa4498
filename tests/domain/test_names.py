"""One name in three scripts and many hands is one name; different names stay different."""

import time

import pytest

from dareecha.domain.linkage.letters import fold, script_of, skeleton
from dareecha.domain.linkage.name_parts import guesses_of, vocabulary
from dareecha.domain.linkage.names import core_of, given_of, keys_of, normalise
from dareecha.domain.linkage.places import place_key
from dareecha.domain.linkage.similarity import one_letter_apart


@pytest.mark.parametrize(
    "spellings",
    [
        ("محمد یوسف", "Mohd Yousaf", "MUHAMMAD YUSUF", "M. Yousuf", "محمد يوسف"),
        ("FAZALRAHEEM", "Fazal Rahim", "فضل رحیم", "Fadhal Raheem"),
        ("KHANMUHAMMAD", "Khan Muhammad", "خان محمد"),
        ("MUHAMMADGULNABIKHAN", "Muhammad Gul Nabi Khan"),
        ("Saif ur Rehman", "Saifurrehman", "Saif-ul-Rahman", "سیف الرحمان", "سیف الرحمٰن"),
        ("Habib Ullah", "HABIBULLAH", "حبیب اللہ", "حبیب\u200cاللہ"),
        ("Abdullah", "Abd-Allah", "عبداللہ", "عبد اللہ"),
        ("Abdul Rehman Khan", "ABDURRAHMAN XAN", "عبدالرحمان خان", "Abd ur Rahman K."),
        ("Mehr un Nisa", "مہرالنساء", "Mehrunnisa"),
        ("Mah Noor", "MAHNOOR", "ماہ نور", "Mehnoor"),
        ("Shinkai Begum", "شينكۍ بيگم", "شینکئی بېګم"),
        ("Mst. Ayesha Bibi", "عائشہ بی بی", "AISHA B.B.", "محترمہ عايشه بي بي"),
        ("Haji Iqbal Kakakhel", "Iqbal Kaka Khel", "اقبال کاکاخیل"),
        ("Adam Khalil Zai", "ADAM KHALILZAI", "آدم خلیل زئی", "آدم خلیلزئی"),
        ("Shahida Bibi", "شاہدہ بی بی بی بی"),
    ],
)
def test_spellings_of_one_name_meet_in_full_form_and_key(spellings: tuple[str, ...]) -> None:
    forms = [normalise(spelling) for spelling in spellings]
    assert len({form.full for form in forms}) == 1, forms
    assert len({form.key for form in forms}) == 1, forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khalid", "Khalida"),
        ("Hassan", "Hussain"),
        ("Amir Khan", "Umar Khan"),
        ("Rashid", "Rashida"),
        ("عامر", "عمر"),
        ("Saeed Shah", "Sajid Shah"),
    ],
)
def test_names_that_look_alike_keep_different_full_forms(one: str, other: str) -> None:
    assert normalise(one).full != normalise(other).full


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("Mrayam", "Maryam"), ("HLEEMA BIBI", "Haleema Bibi"), ("Mehmud K.", "Mahmood Khan")],
)
def test_a_slip_of_the_pen_is_read_as_the_known_name(slip: str, meant: str) -> None:
    assert normalise(slip).full == normalise(meant).full


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Bas Bibi", "bas bibi"),
        ("BASBIBI", "bas bibi"),
        ("RESHMA", "reshma"),
        ("WALAYET KHAN", "walayet khan"),
        ("Shaira", "shaira"),
        ("Zeenat", "zeenat"),
        ("Obaidulla", "obaid allah"),
        ("Behram", "behram"),
        ("Durkhanai", "durkhanai"),
    ],
)
def test_a_name_nobody_listed_is_not_turned_into_another(written: str, read: str) -> None:
    assert normalise(written).full == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Merjan", "Marjan"),
        ("Tor Pekai", "Turpekay"),
        ("Shaba Nah", "Shabana"),
        ("Zainad", "Zainab"),
    ],
)
def test_other_readings_of_a_name_are_kept_beside_what_is_written(one: str, other: str) -> None:
    ours, theirs = normalise(one), normalise(other)
    assert ours.full != theirs.full
    assert set(keys_of(ours.full)) & set(keys_of(theirs.full))
    assert keys_of(ours.full)[0] == ours.key


def test_what_is_known_is_never_guessed() -> None:
    assert guesses_of("maryam") == guesses_of("chagharzai") == guesses_of("zarlakhta") == ()


def test_a_glued_name_with_a_slip_has_the_glued_reading_beside_it() -> None:
    assert ("gul", "rahman") in guesses_of("gulrehmun")
    assert ("rahman", "gul") in guesses_of("rehmungul")


def test_the_given_name_is_told_from_the_clans() -> None:
    assert given_of(normalise("Muhammad Wali Khan Chagharzai").full) == "wali"
    assert given_of(normalise("Khan").full) == "khan"
    assert core_of(normalise("شہزاد چغرزئی").full) == "shahzad"


def test_words_one_letter_apart_are_told_from_those_further_apart() -> None:
    near = [("maryam", "mryam"), ("maryam", "mayram"), ("sajid", "sahid"), ("gul", "gul")]
    far = [("rishma", "rihmat"), ("abcd", "badc"), ("sajida", "sajd"), ("abc", "cba")]
    assert all(one_letter_apart(*pair) for pair in near)
    assert not any(one_letter_apart(*pair) for pair in far)


def test_titles_go_but_a_name_that_is_only_a_title_stays() -> None:
    assert normalise("Haji Malik Amin").full == "amin"
    assert normalise("Malik").full == "malik"
    assert normalise("جنابعثمان").full == "usman"


def test_what_clerks_add_and_drop_is_not_in_the_key() -> None:
    assert normalise("Muhammad Iqbal Bangash").key == normalise("اقبال").key
    assert normalise("Khan Muhammad Abbasi").key == normalise("Khan Muhammad").key
    assert core_of(normalise("Muhammad Iqbal Khan").full) == "iqbal"


def test_a_name_nobody_listed_is_still_compared() -> None:
    assert normalise("Zarlakhta").full == "zarlakhta"
    assert normalise("Zarlakhta").key == normalise("زرلخته").key


@pytest.mark.parametrize("written", ["", "   ", "-", "...", "12"])
def test_nothing_written_gives_an_empty_form(written: str) -> None:
    form = normalise(written)
    assert (form.full, form.key, form.script) == ("", "", "")


def test_the_script_is_told() -> None:
    assert [script_of(text) for text in ("Gul", "ګل", "12-3")] == ["lat", "ur", ""]


def test_folding_keeps_pashto_letters_and_drops_marks_and_joiners() -> None:
    assert fold("ښځه ډېر") == "ښځہ ډېر"
    assert fold("كَبِي\u200cر") == "کبیر"
    assert fold("ŠĀH") == "sah"


def test_consonants_are_one_code_in_both_scripts() -> None:
    assert skeleton(fold("خٹک")) == skeleton("khattak")
    assert skeleton(fold("شیر")) == skeleton("sher")


def test_every_part_listed_is_recognised_as_itself() -> None:
    table = vocabulary()
    assert all(table.written[part] == part for part in table.kinds if part in table.written)
    assert len(table.kinds) > 400


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("موضع سلطان پٹے", "سلطانپٹی"),
        ("UC Spin Dheri", "سپین ڈھیری"),
        ("Daulat Banda", "دولت بانڈہ"),
        ("Village Kuz Garhi", "کوز گرھی"),
        ("Moh. Shah Banda", "شاہ بانڈہ"),
        ("Shahbanda", "شاہ بانڈہ"),
        ("Wrasta Cham", "ورستہ چم"),
    ],
)
def test_a_village_has_one_key_in_both_scripts(one: str, other: str) -> None:
    assert place_key(one) == place_key(other) != ""


def test_no_place_has_no_key() -> None:
    assert place_key(" - ") == ""


def test_a_district_of_names_takes_seconds() -> None:
    names = [f"Muhammad {first}{letter} Khan" for first in ("Yousaf", "Gul") for letter in "abcdef"]
    normalise.cache_clear()
    started = time.process_time()
    for _ in range(3000):
        for name in names:
            normalise(name)
    assert time.process_time() - started < 2
