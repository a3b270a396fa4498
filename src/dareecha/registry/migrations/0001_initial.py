"""Departments' lists: agreements, deliveries, rows as sent, and who is named in them."""

import dareecha.safeguards.ids
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


from dareecha.safeguards.policies import Protect

OWN_OR_COUNTER = (
    "dareecha_sees(district) and (dareecha_serves(department)"
    " or dareecha_setting('dareecha.role') = 'facilitator')"
)

# Who sees a department's rows is not by that one who writes them, and nobody here removes any.
WRITES = (
    "dareecha_serves(department)"
    " and dareecha_setting('dareecha.role') in ('system', 'officer')"
)
ADDS = ("select", "insert")
CHANGES = ("select", "insert", "update")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("safeguards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='ListKey',
            fields=[
                ('list', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('department', models.CharField(max_length=40)),
                ('wrapped', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('list', models.CharField(max_length=60)),
                ('department', models.CharField(max_length=40)),
                ('instrument', models.TextField()),
                ('purpose', models.TextField()),
                ('retention_months', models.PositiveIntegerField()),
                ('signed_on', models.DateField()),
                ('districts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('period_from', models.DateField(null=True)),
                ('period_to', models.DateField(null=True)),
                ('complete_for', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None)),
                ('assumed', models.BooleanField()),
                ('file_digest', models.CharField(max_length=64)),
                ('agreed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'indexes': [models.Index(fields=['list', '-agreed_at'], name='newest_agreement')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('list', models.CharField(max_length=60)),
                ('department', models.CharField(max_length=40)),
                ('layout_version', models.PositiveIntegerField()),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.BigIntegerField()),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('as_on', models.DateField()),
                ('officer', models.UUIDField()),
                ('duty', models.UUIDField()),
                ('rows_read', models.PositiveIntegerField(default=0)),
                ('rows_new', models.PositiveIntegerField(default=0)),
                ('rows_changed', models.PositiveIntegerField(default=0)),
                ('rows_known', models.PositiveIntegerField(default=0)),
                ('rows_set_aside', models.PositiveIntegerField(default=0)),
                ('problems_found', models.PositiveIntegerField(default=0)),
                ('passed_over', models.JSONField(default=dict)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registry.agreement')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
            },
        ),
        migrations.CreateModel(
            name='ListRow',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('list', models.CharField(max_length=60)),
                ('row_key', models.CharField(max_length=200)),
                ('sheet', models.CharField(blank=True, max_length=120)),
                ('row_number', models.PositiveIntegerField()),
                ('department', models.CharField(max_length=40)),
                ('district', models.CharField(blank=True, max_length=10)),
                ('as_on', models.DateField()),
                ('form_no', models.TextField(blank=True)),
                ('content', models.JSONField()),
                ('content_digest', models.BinaryField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='registry.delivery')),
            ],
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('list', models.CharField(max_length=60)),
                ('row_key', models.CharField(max_length=200)),
                ('role', models.CharField(blank=True, max_length=30)),
                ('department', models.CharField(max_length=40)),
                ('district', models.CharField(blank=True, max_length=10)),
                ('tehsil', models.TextField(blank=True)),
                ('union_council', models.TextField(blank=True)),
                ('village', models.TextField(blank=True)),
                ('name_full', models.TextField(blank=True)),
                ('name_key', models.TextField(blank=True)),
                ('name_script', models.CharField(blank=True, max_length=5)),
                ('father_full', models.TextField(blank=True)),
                ('father_key', models.TextField(blank=True)),
                ('father_is', models.CharField(blank=True, max_length=10)),
                ('sex', models.CharField(blank=True, max_length=12)),
                ('birth_from', models.DateField(null=True)),
                ('birth_to', models.DateField(null=True)),
                ('birth_is_rounded', models.BooleanField(default=False)),
                ('cnic_index', models.BinaryField(null=True)),
                ('cnic_masked', django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(), null=True, size=None)),
                ('cnic_note', models.CharField(max_length=10)),
                ('form_no', models.TextField(blank=True)),
                ('member_no', models.CharField(blank=True, max_length=10)),
                ('relation', models.CharField(blank=True, max_length=30)),
                ('marital_status', models.CharField(blank=True, max_length=20)),
                ('event_date', models.DateField(null=True)),
                ('person_meant', models.BooleanField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='registry.listrow')),
            ],
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('department', models.CharField(max_length=40)),
                ('sheet', models.CharField(blank=True, max_length=120)),
                ('row_number', models.PositiveIntegerField()),
                ('row_key', models.CharField(blank=True, max_length=200)),
                ('column', models.CharField(blank=True, max_length=120)),
                ('shown_value', models.CharField(blank=True, max_length=200)),
                ('message', models.TextField()),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='registry.delivery')),
            ],
            options={
                'ordering': ['sheet', 'row_number', 'column'],
            },
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('list', 'sha256', 'layout_version', 'as_on'), name='a_file_is_taken_in_once'),
        ),
        migrations.AddIndex(
            model_name='listrow',
            index=models.Index(fields=['list', 'district'], name='rows_of_a_district'),
        ),
        migrations.AddIndex(
            model_name='listrow',
            index=models.Index(condition=models.Q(('form_no', ''), _negated=True), fields=['form_no'], name='rows_of_a_form'),
        ),
        migrations.AddConstraint(
            model_name='listrow',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('list', 'row_key'), name='one_live_row_per_key'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['name_key', 'district'], name='mentions_by_name'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(fields=['cnic_index'], name='mentions_by_number'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('form_no', ''), _negated=True), fields=['form_no'], name='mentions_by_form'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('list', 'row_key', 'role'), name='one_mention_per_row_and_role'),
        ),
        # Nothing in these three is about a person: everybody on duty may see what is agreed.
        Protect(
            "agreement",
            using="dareecha_on_duty()",
            check=WRITES,
            commands=ADDS,
        ),
        Protect("listkey", using="dareecha_on_duty()", check=WRITES, commands=ADDS),
        Protect("delivery", using="dareecha_on_duty()", check=WRITES, commands=CHANGES),
        Protect("problem", using="dareecha_serves(department)", check=WRITES, commands=ADDS),
        Protect("listrow", using=OWN_OR_COUNTER, check=WRITES, commands=CHANGES),
        Protect("mention", using=OWN_OR_COUNTER, check=WRITES, commands=CHANGES),
    ]
