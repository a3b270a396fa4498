"""What a finding is about, so that closed ones stay closed; findings for one department alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("findings", "0001_initial"),
        ("registry", "0005_relatives_and_confidential_rows"),
    ]

    operations = [
        migrations.AlterField(
            "finding",
            "individual",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="registry.individual",
            ),
        ),
        migrations.AddField("finding", "about", models.TextField(default="", db_default="")),
        migrations.AddField(
            "finding", "is_confidential", models.BooleanField(default=False, db_default=False)
        ),
        migrations.RunSQL(
            "create policy confidential on findings_finding as restrictive to dareecha_app"
            " using (not is_confidential or dareecha_serves(department))",
            "drop policy confidential on findings_finding",
        ),
    ]
