"""The needs of each household that nothing answers."""

from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):

    dependencies = [("screening", "0001_initial")]

    operations = [
        migrations.AddField(
            "currentverdicts",
            "holes",
            models.JSONField(default=list, db_default=Value([], models.JSONField())),
        ),
    ]
