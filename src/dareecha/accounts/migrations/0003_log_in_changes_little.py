"""What a log-in may write: when somebody last came in, and which recovery code is used up.

Policies choose rows and not columns, and the service has one role for all it does. So a trigger
looks at what a log-in changes: with an open log-in page alone nobody sets a password, takes a
second factor away or makes an account.
"""

import dareecha.accounts.models
from django.db import migrations, models

ROLE = "dareecha_setting('dareecha.role')"
SELF = "dareecha_setting('dareecha.officer')::uuid"
WRITES_OFFICER = f"id = {SELF} or {ROLE} in ('system', 'administrator')"
APPOINTS = f"{ROLE} in ('system', 'administrator')"
SEES_OFFICER = (
    f"dareecha_logging_in() or id = {SELF} or {ROLE} in ('system', 'administrator', 'auditor')"
)
SEES_DUTY = (
    f"dareecha_logging_in() or officer_id = {SELF} or {ROLE} in ('system', 'auditor')"
    f" or ({ROLE} = 'administrator' and dareecha_serves(department_id))"
)
OWN = f"user_id = {SELF} or {ROLE} = 'system'"


def policy(table: str, name: str, command: str, using: str = "", check: str = "") -> list[str]:
    """A policy made anew under its name."""
    rows = (f" using ({using})" if using else "") + (f" with check ({check})" if check else "")
    return [
        f"drop policy {name} on {table}",
        f"create policy {name} on {table} for {command} to dareecha_app{rows}",
    ]


OFFICERS = [
    *policy("accounts_officer", "app_sees", "select", using=SEES_OFFICER),
    *policy("accounts_officer", "app_adds", "insert", check=APPOINTS),
    *policy(
        "accounts_officer", "app_changes", "update",
        using=f"dareecha_logging_in() or {WRITES_OFFICER}",
        check=f"dareecha_logging_in() or {WRITES_OFFICER}",
    ),
    *policy("accounts_officer", "app_removes", "delete", using=APPOINTS),
    *policy("accounts_duty", "app_sees", "select", using=SEES_DUTY),
]
SECOND_FACTORS = [
    *policy(
        "mfa_authenticator", "app_sees", "select", using=f"dareecha_logging_in() or {OWN}"
    ),
    *policy("mfa_authenticator", "app_adds", "insert", check=OWN),
    *policy(
        "mfa_authenticator", "app_changes", "update",
        using=f"dareecha_logging_in() or {OWN}", check=f"dareecha_logging_in() or {OWN}",
    ),
    *policy("mfa_authenticator", "app_removes", "delete", using=OWN),
]
ADDRESSES = [
    *policy(
        "account_emailaddress", "app_sees", "select", using=f"dareecha_logging_in() or {OWN}"
    ),
    *policy("account_emailaddress", "app_adds", "insert", check=OWN),
    *policy("account_emailaddress", "app_changes", "update", using=OWN, check=OWN),
    *policy("account_emailaddress", "app_removes", "delete", using=OWN),
]

def with_the_old_words(statements: list[str]) -> list[str]:
    """The same without the new function, so that it can be dropped; the narrow rights stay."""
    before = "(not dareecha_on_duty() and dareecha_setting('dareecha.purpose') = 'log-in')"
    return [statement.replace("dareecha_logging_in()", before) for statement in statements]


ONLY_LITTLE = [
    """
    create function accounts_log_in_changes_little() returns trigger language plpgsql as $$
    declare
        changed text[] := array(
            select key from jsonb_each(to_jsonb(new)) as fresh
            where fresh.value is distinct from to_jsonb(old) -> fresh.key
            order by key);
    begin
        if dareecha_logging_in() and not changed <@ tg_argv::text[] and not (
            tg_table_name = 'mfa_authenticator'
            and to_jsonb(old) ->> 'type' = 'recovery_codes'
            and changed <@ array['data', 'last_used_at'])
        then
            raise insufficient_privilege
                using message = 'a log-in may not change ' || array_to_string(changed, ', ');
        end if;
        return new;
    end
    $$
    """,
    "create trigger log_in_changes_little before update on accounts_officer"
    " for each row execute function accounts_log_in_changes_little('last_login')",
    "create trigger log_in_changes_little before update on mfa_authenticator"
    " for each row execute function accounts_log_in_changes_little('last_used_at')",
]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_rows_protected"),
        ("safeguards", "0003_closed_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="officer",
            name="username",
            field=models.CharField(
                max_length=60,
                unique=True,
                validators=[dareecha.accounts.models.check_username],
                verbose_name="user name",
            ),
        ),
        migrations.AlterField(
            model_name="officer",
            name="full_name",
            field=models.CharField(
                max_length=200,
                validators=[dareecha.accounts.models.check_full_name],
                verbose_name="full name",
            ),
        ),
        migrations.RunSQL(OFFICERS, with_the_old_words(OFFICERS)),
        migrations.RunSQL(SECOND_FACTORS, with_the_old_words(SECOND_FACTORS)),
        migrations.RunSQL(ADDRESSES, with_the_old_words(ADDRESSES)),
        migrations.RunSQL(
            ONLY_LITTLE,
            "drop trigger log_in_changes_little on accounts_officer;"
            " drop trigger log_in_changes_little on mfa_authenticator;"
            " drop function accounts_log_in_changes_little()",
        ),
    ]
