"""A CNIC is read in three kinds of digits, refused with a sentence, and shown masked."""

import pytest

from dareecha.domain.vocabulary.cnic import Cnic, NotACnic, masked_display, parse_cnic


@pytest.mark.parametrize(
    "written",
    [
        "1720112345672",
        "17201-1234567-2",
        " 17201 1234567 2 ",
        "۱۷۲۰۱-۱۲۳۴۵۶۷-۲",
        "١٧٢٠١-١٢٣٤٥٦٧-٢",
        "\u200e17201–1234567–2\u200f",
        "1720112345672.0",
    ],
)
def test_one_number_written_in_many_ways_is_one_number(written: str) -> None:
    assert parse_cnic(written) == Cnic("1720112345672")


def test_a_short_number_says_how_many_digits_it_has() -> None:
    with pytest.raises(NotACnic) as caught:
        parse_cnic("17201-123456-2")
    assert str(caught.value) == (
        "CNIC should have 13 digits; this has 12. Check the number on the card."
    )


@pytest.mark.parametrize("written", ["", "-", "  ", "\u200f"])
def test_nothing_written_is_said_to_be_nothing(written: str) -> None:
    with pytest.raises(NotACnic, match="No CNIC is written"):
        parse_cnic(written)


def test_a_number_rounded_by_a_spreadsheet_is_not_completed_with_zeros() -> None:
    with pytest.raises(NotACnic, match="spreadsheet"):
        parse_cnic("1.72011E+12")


@pytest.mark.parametrize("written", ["17201-12345O7-2", "not a number", "1720112345672²"])
def test_other_signs_are_refused(written: str) -> None:
    with pytest.raises(NotACnic, match="digits only"):
        parse_cnic(written)


def test_a_placeholder_of_one_digit_is_nobody() -> None:
    with pytest.raises(NotACnic, match="repeated"):
        parse_cnic("00000-0000000-0")


def test_the_message_never_repeats_the_number() -> None:
    with pytest.raises(NotACnic) as caught:
        parse_cnic("1720112345")
    assert "17201" not in str(caught.value)


def test_the_middle_of_a_number_is_hidden_wherever_it_is_printed() -> None:
    number = parse_cnic("1720112345672")
    assert masked_display("۱۷۲۰۱۱۲۳۴۵۶۷۲") == "17201-•••••••-2"
    assert number.formatted == "17201-1234567-2"
    assert "1234567" not in repr(number)
    assert "1234567" not in str(number)
