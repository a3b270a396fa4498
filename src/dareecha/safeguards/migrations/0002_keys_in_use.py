"""A fingerprint of the keys that the database was begun with."""

from django.db import migrations, models

from dareecha.safeguards.policies import Exempt


class Migration(migrations.Migration):

    dependencies = [
        ('safeguards', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeysInUse',
            fields=[
                ('fingerprint', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
            ],
        ),
        Exempt(
            "keysinuse",
            "a fingerprint of keys: it says nothing about a person",
            commands=("select", "insert"),
        ),
    ]
