"""Gaps counted by place: for planners, auditors and administrators; suspicions for oversight."""

import dareecha.safeguards.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from dareecha.safeguards.policies import Protect

PLANS = (
    "dareecha_sees(district)"
    " and dareecha_setting('dareecha.role') in ('system', 'planner', 'auditor', 'administrator')"
    " and (kind not in ('ghost', 'kin', 'inclusion_error')"
    " or dareecha_setting('dareecha.role') in ('system', 'auditor'))"
)
SYSTEM = "dareecha_setting('dareecha.role') = 'system'"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("safeguards", "0003_closed_roles"),
        ("screening", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="GapCounting",
            fields=[
                ("id", models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("assumed", models.JSONField()),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="screening.screeningrun")),
            ],
            options={"ordering": ["-made_at", "-id"]},
        ),
        migrations.CreateModel(
            name="GapCount",
            fields=[
                ("id", models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=30)),
                ("by", models.CharField(choices=[("all", "All"), ("contingency", "Contingency"), ("scheme", "Scheme"), ("benefit", "Benefit"), ("need", "Need")], max_length=12)),
                ("item", models.CharField(blank=True, max_length=120)),
                ("district", models.CharField(blank=True, max_length=10)),
                ("tehsil", models.CharField(blank=True, max_length=12)),
                ("sex", models.CharField(blank=True, max_length=12)),
                ("households", models.PositiveIntegerField(null=True)),
                ("persons", models.PositiveIntegerField(null=True)),
                ("hidden", models.CharField(blank=True, choices=[("fewer", "Fewer"), ("kept_back", "Kept Back")], max_length=10)),
                ("counting", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="analysis.gapcounting")),
            ],
            options={"indexes": [models.Index(fields=["counting", "by", "district"], name="counts_of_a_page")]},
        ),
        Protect("gapcounting", using="dareecha_on_duty()", check=SYSTEM),
        Protect("gapcount", using=PLANS, check=SYSTEM),
    ]
