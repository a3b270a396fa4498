"""The keys of lists, wrapped as they are, only for those whose work it is to decrypt.

The counter and oversight show a number masked, and an officer takes in the own department's lists.
Planners and administrators need no number, and no officer another department's.
"""

from django.db import migrations

DECRYPTS = (
    "dareecha_on_duty() and ("
    " dareecha_setting('dareecha.role') in ('system', 'facilitator', 'auditor')"
    " or (dareecha_setting('dareecha.role') = 'officer' and dareecha_serves(department)))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_deliveries_taken_back"),
        ("safeguards", "0003_closed_roles"),
    ]

    operations = [
        migrations.RunSQL(
            f"alter policy app_sees on registry_listkey using ({DECRYPTS})",
            "alter policy app_sees on registry_listkey using (dareecha_on_duty())",
        )
    ]
