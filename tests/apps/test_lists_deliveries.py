"""A list that comes twice, and differs: shown, explained, and taken back where it was wrong."""

from datetime import date

import pytest
from test_lists_import import (
    HOUSEHOLDS,
    INSURED,
    MEMBERS,
    PAYMENTS,
    agreed,  # noqa: F401 - a fixture
    counted,
    live,
    mention,
    sent,
)

from dareecha.domain.vocabulary.cnic import parse_cnic
from dareecha.journal.models import Event
from dareecha.registry import actions
from dareecha.registry.models import Delivery, ListRow, Mention, Sighting
from dareecha.registry.search import search_people
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("agreed")]

CORRECTED = [
    PAYMENTS[0],
    PAYMENTS[1].replace("14500,14000", "14500,14500"),
    PAYMENTS[2],
    "T-4,2026-Q1,KAFAALAT,1729900000059,ZARMINA,NOWSHERA,,,,14500,14500,2026-02-03,Retailer 1",
]


def received(key):
    return live("bisp_payments")[key].content["AMOUNT_RECEIVED"]


def named():
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return set(Mention.objects.live().values_list("row_key", "role"))


def two_deliveries(folder):
    first = actions.take_in(sent(folder, "bisp_payments", PAYMENTS))
    second = actions.take_in(sent(folder, "bisp_payments", CORRECTED))
    return first, second


def test_a_second_delivery_tells_new_changed_known_and_gone_and_deletes_nothing(tmp_path):
    _, second = two_deliveries(tmp_path)
    assert (second.rows_new, second.rows_changed, second.rows_known) == (1, 1, 1)
    assert second.rows_gone == 1
    assert set(live("bisp_payments")) == {"T-1", "T-2", "T-3", "T-4"}
    assert counted(ListRow) == 5
    assert counted(Sighting) == 1


def test_rows_of_another_quarter_are_not_gone(tmp_path):
    actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    next_quarter = [PAYMENTS[0], PAYMENTS[1].replace("T-1", "U-1").replace("2026-Q1", "2026-Q2")]
    assert actions.take_in(sent(tmp_path, "bisp_payments", next_quarter)).rows_gone == 0


def test_without_a_column_for_the_period_the_month_of_the_list_is_the_period(tmp_path):
    def insured(*rows, day):
        path = sent(tmp_path, "eobi_insured", [INSURED[0], *rows])
        return actions.take_in(path, as_on=day).rows_gone

    one, two = INSURED[1], INSURED[4]
    assert insured(one, two, day=date(2026, 5, 10)) == 0
    assert insured(one, day=date(2026, 5, 20)) == 1
    assert insured(two, day=date(2026, 6, 20)) == 0


def test_a_delivery_that_is_taken_back_leaves_the_list_as_it_was(tmp_path):
    first, second = two_deliveries(tmp_path)
    before = mention("bisp_payments", "T-1").pk
    back = actions.withdraw(str(second.delivery), because="the wrong file")
    assert (back.rows_gone, back.rows_restored) == (1, 1)
    assert set(live("bisp_payments")) == {"T-1", "T-2", "T-3"}
    assert received("T-1") == "14000"
    assert named() == {("T-1", ""), ("T-2", ""), ("T-2", "child"), ("T-3", "")}
    assert counted(ListRow) == 5
    restored = mention("bisp_payments", "T-1")
    assert restored.pk == before
    assert restored.row_id == live("bisp_payments")["T-1"].pk
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        found = search_people(purpose="a test", cnic=parse_cnic("1729900000028"))
    assert {one.row for one in found} == {live("bisp_payments")[k].pk for k in ("T-1", "T-2")}
    assert first.delivery != second.delivery


def test_people_whom_the_restored_row_names_are_named_again(tmp_path):
    actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    child = bytes(mention("bisp_payments", "T-2", "child").cnic_index)
    without = [
        PAYMENTS[0],
        "T-2,2026-Q1,KAFAALAT,1729900000028,GULALAI,NOWSHERA,,,,14500,14500,2026-02-01,Retailer 1",
    ]
    second = actions.take_in(sent(tmp_path, "bisp_payments", without))
    assert ("T-2", "child") not in named()
    actions.withdraw(str(second.delivery), because="the wrong file")
    assert ("T-2", "child") in named()
    assert bytes(mention("bisp_payments", "T-2", "child").cnic_index) == child


def test_what_a_later_delivery_holds_too_stays_when_the_first_is_taken_back(tmp_path):
    first, _ = two_deliveries(tmp_path)
    back = actions.withdraw(str(first.delivery), because="drawn up too early")
    assert (back.rows_gone, back.rows_restored) == (1, 0)
    assert set(live("bisp_payments")) == {"T-1", "T-2", "T-4"}
    assert received("T-1") == "14500"


def test_a_file_that_was_taken_back_can_come_again(tmp_path):
    _, second = two_deliveries(tmp_path)
    actions.withdraw(str(second.delivery), because="too early")
    again = actions.take_in(sent(tmp_path, "bisp_payments", CORRECTED))
    assert not again.file_known
    assert (again.rows_new, again.rows_changed, again.rows_known) == (1, 1, 1)
    assert received("T-1") == "14500"
    assert ("T-4", "") in named()


def test_the_first_file_once_more_says_that_later_ones_count(tmp_path):
    two_deliveries(tmp_path)
    again = actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    assert (again.file_known, again.changed_since) == (True, True)
    assert received("T-1") == "14500"


def test_an_old_list_that_comes_late_does_not_undo_a_newer_one(tmp_path):
    newer = sent(tmp_path, "bisp_payments", CORRECTED)
    second = actions.take_in(newer, as_on=date(2026, 6, 30))
    late = actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS), as_on=date(2026, 3, 31))
    assert (late.rows_new, late.rows_changed, late.rows_known, late.rows_older) == (1, 0, 1, 1)
    assert received("T-1") == "14500"
    actions.withdraw(str(second.delivery), because="invented")
    assert received("T-1") == "14000"
    assert {row.as_on for row in live("bisp_payments").values()} == {date(2026, 3, 31)}


def test_members_of_a_restored_list_live_where_their_form_is(tmp_path):
    actions.take_in(sent(tmp_path, "bisp_nser_households", HOUSEHOLDS))
    actions.take_in(sent(tmp_path, "bisp_nser_members", MEMBERS))
    changed = [line.replace("Gulalai", "Gul Lalai") for line in MEMBERS]
    second = actions.take_in(sent(tmp_path, "bisp_nser_members", changed))
    before = mention("bisp_nser_members", "M-2")
    actions.withdraw(str(second.delivery), because="the wrong file")
    after = mention("bisp_nser_members", "M-2")
    assert (after.district, after.tehsil, after.village) == (
        before.district,
        before.tehsil,
        before.village,
    )
    assert after.name_full != before.name_full


def test_taking_back_is_journaled_without_a_word_about_anybody(tmp_path):
    _, second = two_deliveries(tmp_path)
    actions.withdraw(str(second.delivery), because="the wrong file")
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        event = Event.objects.get(type="list.withdrawn")
        delivery = Delivery.objects.get(pk=second.delivery)
    assert event.record["subject"] == {
        "list": "bisp_payments",
        "delivery": str(second.delivery),
        "sha256": delivery.sha256,
        "rows_gone": "1",
        "rows_restored": "1",
    }
    assert delivery.withdrawn_because == "the wrong file"
    assert [one.pk for one in actions.deliveries("bisp_payments")][1] == second.delivery


def test_only_the_owner_takes_back_only_once_and_never_without_a_reason(tmp_path, on_duty):
    _, second = two_deliveries(tmp_path)
    stranger = on_duty(role="officer", department="zakat").context
    with pytest.raises(actions.NotTheOwner, match="belongs to bisp"):
        actions.withdraw(str(second.delivery), because="x", duty=stranger)
    with pytest.raises(actions.NoReason):
        actions.withdraw(str(second.delivery), because=" ")
    owner = on_duty(role="officer", department="bisp").context
    assert actions.withdraw(str(second.delivery), because="wrong", duty=owner).rows_restored == 1
    with pytest.raises(actions.NoSuchDelivery, match="was taken back on"):
        actions.withdraw(str(second.delivery), because="wrong", duty=owner)
    with pytest.raises(actions.NoSuchDelivery, match="dareecha lists deliveries"):
        actions.withdraw("nothing", because="wrong")
