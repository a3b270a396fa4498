"""The functions that every policy is written with, the log of look-ups, and the answers kept."""

import django.contrib.postgres.fields
import django.utils.timezone
from django.db import migrations, models

import dareecha.safeguards.fields
import dareecha.safeguards.ids
from dareecha.safeguards.policies import Protect, exemption

# A setting that was ever set in a session reads '' afterwards, not null: both mean unset, and
# unset sees nothing. Plain SQL functions without a search_path of their own are inlined by the
# planner, so every name in them is qualified.
FUNCTIONS = """
create function dareecha_setting(name text) returns text
    language sql stable parallel safe
    as $$ select nullif(pg_catalog.current_setting(name, true), '') $$;

create function dareecha_on_duty() returns boolean
    language sql stable parallel safe
    as $$ select public.dareecha_setting('dareecha.duty') is not null $$;

create function dareecha_sees(district text) returns boolean
    language sql stable parallel safe
    as $$
        select public.dareecha_on_duty() and coalesce(
            public.dareecha_setting('dareecha.areas') = '*'
            or case
                when coalesce(district, '') = ''
                then public.dareecha_setting('dareecha.role') in ('system', 'auditor')
                else district = any(
                    pg_catalog.string_to_array(public.dareecha_setting('dareecha.areas'), ','))
            end,
            false)
    $$;

create function dareecha_serves(department text) returns boolean
    language sql stable parallel safe
    as $$
        select public.dareecha_on_duty() and coalesce(
            public.dareecha_setting('dareecha.role') in ('system', 'auditor')
            or department = public.dareecha_setting('dareecha.department'),
            false)
    $$;
"""

DROP_FUNCTIONS = """
drop function dareecha_serves(text);
drop function dareecha_sees(text);
drop function dareecha_on_duty();
drop function dareecha_setting(text);
"""

THE_ONE_ON_DUTY = (
    "dareecha_on_duty()"
    " and officer = dareecha_setting('dareecha.officer')::uuid"
    " and duty = dareecha_setting('dareecha.duty')::uuid"
)
AUDITORS = "dareecha_setting('dareecha.role') in ('system', 'auditor')"
OWN_ANSWERS = "officer = dareecha_setting('dareecha.officer')::uuid"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(
            exemption(
                "django_migrations", "names of migrations, nothing about a person", ("select",)
            ),
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dareecha.safeguards.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("officer", models.UUIDField()),
                ("duty", models.UUIDField()),
                ("department", models.CharField(blank=True, max_length=40)),
                ("purpose", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=60)),
                ("found", models.PositiveIntegerField()),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["officer", "at"], name="look_ups_of_an_officer")],
            },
        ),
        Protect("accesslog", using=AUDITORS, check=THE_ONE_ON_DUTY, commands=("select", "insert")),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dareecha.safeguards.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("officer", models.UUIDField()),
                ("key", models.CharField(max_length=200)),
                ("request_digest", models.BinaryField(max_length=32)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("headers", models.JSONField(default=dict)),
                (
                    "body",
                    dareecha.safeguards.fields.EncryptedTextField(
                        context="safeguards_idempotencykey.body", null=True
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "key"), name="one_answer_per_key")
                ],
            },
        ),
        Protect("idempotencykey", using=OWN_ANSWERS),
    ]
