"""Planners see figures and no person: not even rows of their own department."""

from django.db import migrations

NO_PLANNER = "dareecha_setting('dareecha.role') is distinct from 'planner'"
OWNER_ONLY = "(not is_confidential or dareecha_serves(department))"
TABLES = (
    "registry_listrow",
    "registry_mention",
    "registry_problem",
    "registry_sighting",
    "findings_finding",
)


def _fenced(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create policy no_planner on {table} as restrictive to dareecha_app using ({NO_PLANNER})",
        f"drop policy no_planner on {table}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ("analysis", "0001_gap_counts"),
        ("findings", "0002_about_and_confidential"),
        ("registry", "0007_list_keys_for_those_who_decrypt"),
    ]

    operations = [
        *map(_fenced, TABLES),
        # The search function reads past the other policies; its own says the same.
        migrations.RunSQL(
            f"alter policy search_reads on registry_mention using ({OWNER_ONLY} and {NO_PLANNER})",
            f"alter policy search_reads on registry_mention using ({OWNER_ONLY})",
        ),
    ]
