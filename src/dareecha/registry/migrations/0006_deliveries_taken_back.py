"""Deliveries that can be taken back, and which later ones hold the same rows."""

import django.db.models.deletion
from django.db import migrations, models

from dareecha.safeguards.policies import Protect

WRITES = (
    "dareecha_serves(department)"
    " and dareecha_setting('dareecha.role') in ('system', 'officer')"
)


class Migration(migrations.Migration):

    dependencies = [("registry", "0005_relatives_and_confidential_rows")]

    operations = [
        migrations.AddField("delivery", "rows_gone", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField("delivery", "rows_older", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField("delivery", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("delivery", "withdrawn_by", models.UUIDField(null=True)),
        migrations.AddField(
            "delivery", "withdrawn_because", models.TextField(blank=True, db_default="")
        ),
        # A file may come again after it was taken back.
        migrations.RemoveConstraint("delivery", "a_file_is_taken_in_once"),
        migrations.AddConstraint(
            "delivery",
            models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("list", "sha256", "layout_version", "as_on"),
                name="a_file_is_taken_in_once",
            ),
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("pk", models.CompositePrimaryKey("delivery_id", "row_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("department", models.CharField(max_length=40)),
                ("delivery", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="sightings", to="registry.delivery")),
                ("row", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sightings", to="registry.listrow")),
            ],
        ),
        Protect(
            "sighting",
            using="dareecha_serves(department)",
            check=WRITES,
            commands=("select", "insert"),
        ),
    ]
