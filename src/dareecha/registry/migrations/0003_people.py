"""Individuals and households: views over links that can be taken back."""

import dareecha.safeguards.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from dareecha.safeguards.policies import Protect

SEES_HOUSEHOLDS = (
    "dareecha_sees(district)"
    " and dareecha_setting('dareecha.role') in ('system', 'facilitator', 'auditor')"
)
LINKS = "dareecha_setting('dareecha.role') in ('system', 'facilitator')"
SYSTEM = "dareecha_setting('dareecha.role') = 'system'"


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_search_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('district', models.CharField(blank=True, max_length=10)),
                ('is_implied', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('became', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='was', to='registry.household')),
            ],
        ),
        migrations.CreateModel(
            name='LinkRun',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('settings_digest', models.CharField(max_length=64)),
                ('mentions', models.PositiveIntegerField()),
                ('individuals', models.PositiveIntegerField()),
                ('households', models.PositiveIntegerField()),
                ('doubtful', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='CurrentHousehold',
            fields=[
                ('household', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='current', serialize=False, to='registry.household')),
                ('district', models.CharField(blank=True, max_length=10)),
                ('as_of', models.DateField()),
                ('content', models.JSONField()),
                ('names', models.JSONField()),
                ('projected_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Individual',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('district', models.CharField(blank=True, max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('became', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='was', to='registry.individual')),
            ],
        ),
        migrations.CreateModel(
            name='DoubtfulPair',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('district', models.CharField(blank=True, max_length=10)),
                ('probability', models.FloatField()),
                ('reasons', models.JSONField(default=dict)),
                ('left', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.mention')),
                ('right', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.mention')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='registry.linkrun')),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('department', models.CharField(max_length=40)),
                ('district', models.CharField(blank=True, max_length=10)),
                ('reasons', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by', models.UUIDField(null=True)),
                ('undone_because', models.TextField(blank=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='registry.household')),
                ('individual', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='registry.individual')),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='registry.mention')),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.linkrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('mention',), name='one_live_link')],
            },
        ),
        Protect(
            "individual",
            using=SEES_HOUSEHOLDS,
            check=LINKS,
            commands=("select", "insert", "update"),
        ),
        Protect(
            "household",
            using=SEES_HOUSEHOLDS,
            check=LINKS,
            commands=("select", "insert", "update"),
        ),
        Protect("link", using=SEES_HOUSEHOLDS, check=LINKS, commands=("select", "insert", "update")),
        Protect("doubtfulpair", using=SEES_HOUSEHOLDS, check=SYSTEM),
        Protect("currenthousehold", using=SEES_HOUSEHOLDS, check=SYSTEM),
        # A run is numbers and a digest; it grows only.
        Protect(
            "linkrun",
            using="dareecha_on_duty()",
            check=SYSTEM,
            commands=("select", "insert"),
        ),
    ]
