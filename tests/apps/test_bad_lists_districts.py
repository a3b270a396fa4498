"""Districts that were renamed or split: a list that uses the old name loses no row, and no row is
guessed into one half.
"""

import pytest
from test_lists_import import (
    HOUSEHOLDS,
    PAYMENTS,
    agreed,  # noqa: F401 - a fixture
    live,
    mention,
    problems,
    sent,
)

from dareecha.registry import actions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("agreed")]


def form_in(folder, district, tehsil):
    line = HOUSEHOLDS[1].replace("Nowshera,Pabbi", f"{district},{tehsil}")
    return actions.take_in(sent(folder, "bisp_nser_households", [HOUSEHOLDS[0], line]))


@pytest.mark.parametrize(
    ("district", "tehsil", "code"),
    [
        ("Chitral", "Mastuj", "PK508"),
        ("CHITRAL", "Drosh", "PK507"),
        ("District Chitral", "مستوج", "PK508"),
        ("Dir", "Timergara", "PK520"),
        ("دیر", "Wari", "PK535"),
        ("Kohistan", "Palas", "PK517"),
        ("South Waziristan", "Wana", "PK530L"),
        ("South Waziristan Agency", "Ladha", "PK530U"),
    ],
)
def test_under_a_name_of_before_the_split_the_tehsil_tells_the_part(
    tmp_path, district, tehsil, code
):
    taken = form_in(tmp_path, district, tehsil)
    assert (taken.rows_new, taken.problems) == (1, 0)
    assert live("bisp_nser_households")["H-1"].district == code
    assert mention("bisp_nser_households", "H-1").district == code


@pytest.mark.parametrize(
    ("district", "tehsil", "parts"),
    [
        ("Chitral", "", "Lower Chitral or Upper Chitral"),
        ("Chitral", "Pabbi", "Lower Chitral or Upper Chitral"),
        ("Dir", "", "Lower Dir or Upper Dir"),
        ("Kohistan", "", "Lower Kohistan or Upper Kohistan or Kolai-Palas"),
        ("South Waziristan", "", "Lower South Waziristan or Upper South Waziristan"),
    ],
)
def test_without_a_tehsil_the_row_stays_in_no_district_and_is_told(
    tmp_path, district, tehsil, parts
):
    taken = form_in(tmp_path, district, tehsil)
    assert (taken.rows_new, taken.rows_set_aside) == (1, 0)
    assert live("bisp_nser_households")["H-1"].district == ""
    [(row, key, column, value, message)] = problems()
    assert (row, key, column, value) == (2, "H-1", "DISTRICT", district)
    assert message.startswith(f'"{district}" is no district any more')
    assert message.endswith(f"Write {parts}.")


def test_a_list_without_tehsils_is_asked_which_part_is_meant(tmp_path):
    line = PAYMENTS[1].replace("NOWSHERA", "CHITRAL")
    taken = actions.take_in(sent(tmp_path, "bisp_payments", [PAYMENTS[0], line]))
    assert (taken.rows_new, taken.problems) == (1, 1)
    assert live("bisp_payments")["T-1"].district == ""
    assert "Write Lower Chitral or Upper Chitral." in problems()[0][-1]


def test_the_row_with_todays_name_puts_it_right_and_can_be_taken_back(tmp_path):
    form_in(tmp_path, "Chitral", "")
    corrected = form_in(tmp_path, "Upper Chitral", "")
    assert corrected.rows_changed == 1
    assert live("bisp_nser_households")["H-1"].district == "PK508"
    actions.withdraw(str(corrected.delivery), because="it was the lower one")
    assert live("bisp_nser_households")["H-1"].district == ""
    assert mention("bisp_nser_households", "H-1").district == ""


@pytest.mark.parametrize("name", ["Bajaur Agency", "NOWSHEHRA", "Tor Ghar"])
def test_a_district_under_its_old_name_is_the_same_district(tmp_path, name):
    assert form_in(tmp_path, name, "").problems == 0
    assert live("bisp_nser_households")["H-1"].district
