"""Whether all people of this installation are invented."""

import dareecha.safeguards.ids
import django.utils.timezone
from django.db import migrations, models

from dareecha.safeguards.policies import Protect

SYSTEM = "dareecha_setting('dareecha.role') = 'system'"


class Migration(migrations.Migration):

    dependencies = [
        ("safeguards", "0001_initial"),
        ('registry', '0003_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.UUIDField(default=dareecha.safeguards.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('is_invented', models.BooleanField()),
                ('marked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        # Everybody may know whether people here are invented.
        Protect("installation", using="true", check=SYSTEM, commands=("select", "insert")),
    ]
