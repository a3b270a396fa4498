"""Findings: suspicions for oversight alone, the others for those who can act."""

import dareecha.safeguards.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from dareecha.safeguards.policies import Protect

# A suspicion is never a verdict: only oversight sees it, person by person.
SEES_FINDINGS = (
    "dareecha_sees(district) and case"
    " when kind in ('ghost', 'kin', 'inclusion_error')"
    " then dareecha_setting('dareecha.role') in ('system', 'auditor')"
    " else dareecha_serves(department) or dareecha_setting('dareecha.role') = 'facilitator' end"
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
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=30)),
                ('benefit', models.CharField(blank=True, max_length=120)),
                ('department', models.CharField(max_length=40)),
                ('district', models.CharField(blank=True, max_length=10)),
                ('detail', models.JSONField()),
                ('next_step', models.CharField(max_length=60)),
                ('owner', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=10)),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='registry.household')),
                ('individual', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='registry.individual')),
            ],
            options={
                'indexes': [models.Index(fields=['household'], name='findings_of_a_household')],
            },
        ),
        Protect("finding", using=SEES_FINDINGS, check=SYSTEM),
    ]
