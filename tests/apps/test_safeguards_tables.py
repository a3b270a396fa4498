"""No table without a policy or a written exemption: PostgreSQL's own catalogue is asked."""

import pytest
from django.db import connection

from dareecha.safeguards.policies import EXEMPTION

UNPROTECTED = """
    select c.relname, coalesce(obj_description(c.oid, 'pg_class'), '')
    from pg_class c
    where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p', 'm', 'f')
    and not (
        c.relrowsecurity and c.relforcerowsecurity
        and exists (select 1 from pg_policy p where p.polrelid = c.oid))
"""


def unprotected_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(UNPROTECTED)
        return [name for name, comment in cursor.fetchall() if not comment.startswith(EXEMPTION)]


@pytest.mark.django_db
def test_every_table_is_protected_or_says_why_not():
    assert unprotected_tables() == []


@pytest.mark.django_db(transaction=True)
def test_a_table_without_policy_or_reason_is_found(as_owner):
    as_owner.execute("create table forgotten (name text)")
    try:
        assert unprotected_tables() == ["forgotten"]
    finally:
        as_owner.execute("drop table forgotten")
