"""What people said at the counter."""

import dareecha.safeguards.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from dareecha.safeguards.policies import Protect

SEES_HOUSEHOLDS = (
    "dareecha_sees(district)"
    " and dareecha_setting('dareecha.role') in ('system', 'facilitator', 'auditor')"
)
WRITES = "dareecha_setting('dareecha.role') in ('system', 'facilitator')"


class Migration(migrations.Migration):

    dependencies = [("registry", "0007_list_keys_for_those_who_decrypt")]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("district", models.CharField(blank=True, max_length=10)),
                ("fact", models.CharField(max_length=60)),
                ("state", models.CharField(choices=[("known", "known"), ("declined", "declined")], max_length=10)),
                ("value", models.JSONField(null=True)),
                ("as_of", models.DateField()),
                ("occurred_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_by", models.CharField(choices=[("self", "the person concerned"), ("mother", "the mother"), ("father", "the father"), ("other_adult", "another adult of the household"), ("guardian", "a guardian"), ("somebody_else", "somebody from outside the household")], max_length=20)),
                ("present", models.CharField(choices=[("nobody", "nobody else"), ("family", "people of the family"), ("others", "people from outside the family"), ("not_told", "not written down")], max_length=20)),
                ("recorded_by", models.UUIDField()),
                ("duty", models.UUIDField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.UUIDField(null=True)),
                ("household", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="registry.household")),
                ("individual", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="registry.individual")),
            ],
            options={
                "indexes": [models.Index(fields=["household"], name="statement_of_household")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "known"), ("value__isnull", False))
                        | models.Q(("state", "declined"), ("value__isnull", True)),
                        name="a_statement_has_a_value_or_was_declined",
                    )
                ],
            },
        ),
        # A statement is taken back by an update and never removed.
        Protect("statement", using=SEES_HOUSEHOLDS, check=WRITES, commands=("select", "insert", "update")),
    ]
