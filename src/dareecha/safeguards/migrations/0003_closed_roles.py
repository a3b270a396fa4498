"""A role that nobody knows is nobody: the roles of duties are a closed list.

Every policy rests on `dareecha_on_duty()`, so the list stands there. A log-in, too, is a state
of its own: no duty at all, known or not.
"""

from django.db import migrations

CLOSED = """
create or replace function dareecha_on_duty() returns boolean
    language sql stable parallel safe
    as $$
        select public.dareecha_setting('dareecha.duty') is not null
            and coalesce(
                public.dareecha_setting('dareecha.role') in (
                    'system', 'facilitator', 'officer', 'planner', 'auditor', 'administrator'),
                false)
    $$;

create function dareecha_logging_in() returns boolean
    language sql stable parallel safe
    as $$
        select public.dareecha_setting('dareecha.duty') is null
            and coalesce(public.dareecha_setting('dareecha.purpose') = 'log-in', false)
    $$;
"""

OPEN = """
drop function dareecha_logging_in();

create or replace function dareecha_on_duty() returns boolean
    language sql stable parallel safe
    as $$ select public.dareecha_setting('dareecha.duty') is not null $$;
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0002_keys_in_use")]

    operations = [migrations.RunSQL(CLOSED, OPEN)]
