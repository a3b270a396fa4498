"""Rows with fewer or more cells than there are headings: told by row, and nothing guessed."""

import openpyxl
import pytest
from test_lists_import import (
    DEATHS,
    PAYMENTS,
    agreed,  # noqa: F401 - a fixture
    counted,
    live,
    mention,
    problems,
    sent,
)

from dareecha.registry import actions
from dareecha.registry.models import ListRow
from dareecha.registry.reading import read_list
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("agreed")]

PAID = PAYMENTS[1]


def paid(tmp_path, line):
    """What became of a file of one good payment and this one."""
    lines = [PAYMENTS[0], PAID.replace("T-1", "T-0"), line]
    return actions.take_in(sent(tmp_path, "bisp_payments", lines))


def values_of(list_id, key):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return next(row.values for row in read_list(list_id) if row.key == key)


def test_of_a_row_that_breaks_off_in_a_cell_the_cells_before_it_count_and_no_other(tmp_path):
    cut = PAID[: PAID.index("14000") + 3]
    assert cut.endswith(",14500,140")
    taken = paid(tmp_path, cut)
    assert (taken.rows_new, taken.rows_set_aside, taken.problems) == (2, 0, 1)
    [(row, key, column, value, message)] = problems()
    assert (row, key, column, value) == (3, "T-1", "AMOUNT_RECEIVED", "")
    assert "breaks off after 11 of 13 cells" in message
    assert "Send the row again" in message
    told = values_of("bisp_payments", "T-1")
    assert told["due"] == 14500
    assert not {"received", "paid_on"} & set(told)
    assert "AMOUNT_RECEIVED" not in live("bisp_payments")["T-1"].content
    assert mention("bisp_payments", "T-1").cnic_note == "ok"


def test_a_row_that_breaks_off_between_two_cells_keeps_all_that_came(tmp_path):
    taken = paid(tmp_path, PAID[: PAID.index("2026-02-01")])
    assert (taken.rows_new, taken.problems) == (2, 1)
    assert values_of("bisp_payments", "T-1")["received"] == 14000
    [(_, key, column, _, message)] = problems()
    assert (key, column) == ("T-1", "")
    assert "breaks off after 12 of 13 cells" in message


def test_a_row_that_lacks_a_separator_inside_is_set_aside_and_its_numbers_stay_hidden(tmp_path):
    lacking = PAID.replace("2026-Q1,KAFAALAT", "2026-Q1 KAFAALAT")
    taken = paid(tmp_path, lacking)
    assert (taken.rows_new, taken.rows_set_aside) == (1, 1)
    [(row, _, _, value, message)] = problems()
    assert (row, value) == (3, "")
    assert "its columns may have shifted" in message
    assert "The row was set aside." in message
    assert "1729900000028" not in message


def test_a_number_of_somebody_in_a_column_of_words_is_never_stored_openly(tmp_path):
    # NAME is lacking, so the father's name stands there, and so on: only the CNIC gives it away.
    lines = [DEATHS[0], "D-1,Sher Gul,17299-0000001-1,M"]
    taken = actions.take_in(
        sent(tmp_path, "civil_deaths", [*lines, DEATHS[1].replace("D-1", "D-2")])
    )
    assert (taken.rows_new, taken.rows_set_aside) == (1, 1)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not ListRow.objects.filter(content__icontains="17299-0000001-1").exists()


@pytest.mark.parametrize("more", [",late", ",,late"])
def test_a_row_with_more_cells_than_headings_is_set_aside(tmp_path, more):
    taken = paid(tmp_path, PAID + more)
    assert (taken.rows_new, taken.rows_set_aside, taken.problems) == (1, 1, 1)
    assert "more cells than there are headings" in problems()[0][-1]


def test_a_cell_beyond_the_last_heading_is_one_too_many_also_where_the_heading_line_is_longer(
    tmp_path,
):
    lines = [
        PAYMENTS[0] + ",,",
        PAID + ",,",
        PAID.replace("T-1", "T-2").replace("GULALAI", "G,L,I"),
    ]
    taken = actions.take_in(sent(tmp_path, "bisp_payments", lines))
    assert (taken.rows_new, taken.rows_set_aside) == (1, 1)
    assert set(live("bisp_payments")) == {"T-1"}


def test_separators_behind_the_last_cell_are_no_problem(tmp_path):
    taken = paid(tmp_path, PAID + ",,,")
    assert (taken.rows_new, taken.problems) == (2, 0)


def test_a_note_beside_a_sheet_is_told_and_its_row_taken_in(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(PAYMENTS[0].split(","))
    book.active.append([*PAID.split(","), "asked again"])
    book.save(tmp_path / "bisp_payments.xlsx")
    taken = actions.take_in(tmp_path / "bisp_payments.xlsx")
    assert (taken.rows_new, taken.problems) == (1, 1)
    [(row, key, _, value, message)] = problems()
    assert (row, key, value) == (2, "T-1", "")
    assert "where no column has a heading" in message


def test_the_same_row_whole_replaces_the_one_that_broke_off(tmp_path):
    paid(tmp_path, PAID[: PAID.index("14000") + 3])
    again = paid(tmp_path, PAID)
    assert (again.rows_changed, again.rows_known, again.problems) == (1, 1, 0)
    assert values_of("bisp_payments", "T-1")["received"] == 14000
    assert counted(ListRow) == 3
