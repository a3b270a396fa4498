"""Screening runs and the packed verdicts of each household."""

import dareecha.safeguards.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from dareecha.safeguards.policies import Protect

SEES_HOUSEHOLDS = (
    "dareecha_sees(district)"
    " and dareecha_setting('dareecha.role') in ('system', 'facilitator', 'auditor')"
)
SYSTEM = "dareecha_setting('dareecha.role') = 'system'"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("safeguards", "0001_initial"),
        ('registry', '0004_installation'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScreeningRun',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('as_of', models.DateField()),
                ('catalogue', models.CharField(max_length=64)),
                ('households', models.PositiveIntegerField()),
                ('verdicts', models.JSONField()),
            ],
            options={
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='CurrentVerdicts',
            fields=[
                ('household', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='verdicts', serialize=False, to='registry.household')),
                ('district', models.CharField(blank=True, max_length=10)),
                ('verdicts', models.JSONField()),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='screening.screeningrun')),
            ],
        ),
        Protect("screeningrun", using="dareecha_on_duty()", check=SYSTEM),
        Protect("currentverdicts", using=SEES_HOUSEHOLDS, check=SYSTEM),
    ]
