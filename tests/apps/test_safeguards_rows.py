"""Row-level security: who sees and writes which row, and that a duty never leaks."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from dareecha.safeguards.acting import (
    SYSTEM_DUTY,
    NoDuty,
    acting_as,
    as_nobody,
    current_duty,
    logging_in,
)
from dareecha.safeguards.policies import Exempt, Protect, SearchFunction

pytestmark = pytest.mark.django_db(transaction=True)


def seen() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from example_request order by id")
        return [number for (number,) in cursor.fetchall()]


def run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [name])
        return cursor.fetchone()[0]


def test_tests_run_as_the_role_that_row_level_security_binds():
    with connection.cursor() as cursor:
        cursor.execute("""
            select current_user, rolsuper or rolbypassrls
            from pg_roles where rolname = current_user
        """)
        assert cursor.fetchone() == ("dareecha_app", False)


def test_without_a_duty_no_row_is_seen(protected):
    assert seen() == []
    with as_nobody():
        assert seen() == []


def test_a_log_in_opens_no_table_but_the_accounts(protected):
    with logging_in():
        assert seen() == []


def test_another_departments_rows_are_invisible(protected, on_duty):
    with acting_as(on_duty(department="bisp", areas=["PK517"]).context, purpose="a test"):
        assert seen() == [1]
    with acting_as(on_duty(department="zakat", areas=["PK517"]).context, purpose="a test"):
        assert seen() == [2]


def test_another_districts_rows_are_invisible(protected, on_duty):
    duty = on_duty(department="bisp", areas=["PK502", "PK517"]).context
    with acting_as(duty, purpose="a test"):
        assert seen() == [1, 4]


def test_a_row_without_district_is_for_those_who_serve_everywhere(protected, on_duty):
    with acting_as(on_duty(department="bisp", areas=["*"]).context, purpose="a test"):
        assert seen() == [1, 3, 4]
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert seen() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into example_request values (9, 'zakat', 'PK517')",
        "update example_request set department = 'zakat' where id = 1",
    ],
)
def test_another_departments_rows_cannot_be_written(protected, on_duty, statement):
    duty = on_duty(department="bisp", areas=["PK517"]).context
    with (
        pytest.raises(ProgrammingError) as refused,
        acting_as(duty, purpose="a test"),
    ):
        run(statement)
    assert isinstance(refused.value.__cause__, InsufficientPrivilege)


def test_another_departments_rows_cannot_be_changed_or_removed(protected, on_duty):
    with acting_as(on_duty(department="bisp", areas=["PK517"]).context, purpose="a test"):
        assert run("update example_request set district = 'PK517' where id = 2") == 0
        assert run("delete from example_request where id = 2") == 0


def test_what_is_seen_but_not_written_cannot_be_removed(requests_table, migrate, on_duty):
    migrate(Protect("request", using="dareecha_on_duty()", check="dareecha_serves(department)"))
    with acting_as(on_duty(department="bisp").context, purpose="a test"):
        assert seen() == [1, 2, 3, 4]
        assert run("delete from example_request where department = 'zakat'") == 0
        assert run("delete from example_request where department = 'bisp'") == 3


def test_a_protection_can_be_taken_back(requests_table, migrate, as_owner):
    operation = Protect("request")
    migrate(operation)
    migrate(operation, backwards=True)
    found = as_owner.execute(
        "select relrowsecurity, relforcerowsecurity, relacl::text like '%dareecha_app%'"
        " from pg_class where relname = 'example_request'"
    ).fetchone()
    policies = as_owner.execute(
        "select count(*) from pg_policies where tablename = 'example_request'"
    ).fetchone()
    assert found == (False, False, False)
    assert policies == (0,)


def test_an_exemption_needs_a_reason(requests_table, migrate):
    with pytest.raises(ValueError, match="Say in a sentence"):
        migrate(Exempt("request", "not needed"))


def test_a_search_function_looks_past_the_policies_only_as_far_as_it_says(
    protected, migrate, on_duty
):
    operation = SearchFunction(
        "request",
        function="example_search(wanted text, most int default 10)",
        returns="setof integer",
        body="select id from example_request"
        " where department = wanted and dareecha_sees(district) order by id limit most",
    )
    migrate(operation)
    try:
        with acting_as(on_duty(department="bisp", areas=["PK517"]).context, purpose="a test"):
            with connection.cursor() as cursor:
                cursor.execute("select example_search('zakat')")
                assert cursor.fetchall() == [(2,)]
            assert seen() == [1]
    finally:
        migrate(operation, backwards=True)


def test_a_duty_ends_with_its_block(protected, on_duty):
    duty = on_duty(department="bisp", areas=["PK517"]).context
    with acting_as(duty, purpose="a test"):
        assert current_duty() == (duty, "a test")
    assert setting("dareecha.duty") == ""
    assert seen() == []
    with pytest.raises(NoDuty):
        current_duty()


def test_an_inner_duty_gives_the_outer_one_back(protected, on_duty):
    outer = on_duty(department="bisp", areas=["PK517"]).context
    inner = on_duty(department="zakat", areas=["PK517"]).context
    with acting_as(outer, purpose="a test"):
        with acting_as(inner, purpose="another test"):
            assert seen() == [2]
        assert seen() == [1]
        assert setting("dareecha.purpose") == "a test"


def test_a_failing_inner_duty_gives_the_outer_one_back(protected, on_duty):
    outer = on_duty(department="bisp", areas=["PK517"]).context
    inner = on_duty(department="zakat", areas=["PK517"]).context
    with acting_as(outer, purpose="a test"):
        with pytest.raises(ProgrammingError), acting_as(inner, purpose="another test"):
            run("insert into example_request values (9, 'bisp', 'PK517')")
        assert seen() == [1]


def test_a_rolled_back_inner_duty_gives_the_outer_one_back(protected, on_duty):
    outer = on_duty(department="bisp", areas=["PK517"]).context
    inner = on_duty(department="zakat", areas=["PK517"]).context
    with acting_as(outer, purpose="a test"):
        with acting_as(inner, purpose="another test"):
            run("delete from example_request")
            transaction.set_rollback(True)
        assert seen() == [1]
    with acting_as(inner, purpose="a test"):
        assert seen() == [2]


def test_a_duty_needs_a_purpose():
    with pytest.raises(ValueError, match="for what purpose"), acting_as(SYSTEM_DUTY, purpose=" "):
        pass
