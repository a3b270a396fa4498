"""Numbers of relatives and of family cards beside mentions; rows that only their owner sees."""

from django.db import migrations, models

# To stand in some lists discloses what a person may keep to themselves. The counter sees every
# other list of its district; these it does not see, whatever another policy allows.
OWNER_ONLY = "not is_confidential or dareecha_serves(department)"
TABLES = ("registry_listrow", "registry_mention", "registry_link")


def _fenced(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create policy confidential on {table} as restrictive to dareecha_app"
        f" using ({OWNER_ONLY})",
        f"drop policy confidential on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_installation")]

    operations = [
        migrations.AddField("mention", "relative_index", models.BinaryField(null=True)),
        migrations.AddField("mention", "family_no", models.TextField(blank=True, db_default="")),
        migrations.AddField(
            "mention", "is_confidential", models.BooleanField(default=False, db_default=False)
        ),
        migrations.AddField(
            "listrow", "is_confidential", models.BooleanField(default=False, db_default=False)
        ),
        migrations.AddField(
            "link", "is_confidential", models.BooleanField(default=False, db_default=False)
        ),
        *map(_fenced, TABLES),
        # The search function reads past the other policies; its own says the same.
        migrations.RunSQL(
            f"alter policy search_reads on registry_mention using ({OWNER_ONLY})",
            "alter policy search_reads on registry_mention using (true)",
        ),
    ]
