"""Catalogues as published: bundles by digest, and which came into force when."""

import dareecha.safeguards.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from dareecha.safeguards.policies import Exempt, Protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("safeguards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='Bundle',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('manifest', models.JSONField()),
                ('stored_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='CatalogueFile',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(max_length=20)),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('officer', models.UUIDField()),
                ('bundle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='catalogue.bundle')),
            ],
            options={
                'ordering': ['-published_at', '-id'],
            },
        ),
        Exempt(
            "cataloguefile",
            "published law: nothing in it is about a person",
            commands=("select", "insert"),
        ),
        Exempt(
            "bundle",
            "published law: nothing in it is about a person",
            commands=("select", "insert"),
        ),
        # Who published is an officer's name, yet the public pages must know what is in force.
        Protect(
            "publication",
            using="true",
            check="dareecha_setting('dareecha.role') in ('system', 'administrator')",
            commands=("select", "insert"),
        ),
    ]
