"""The tables of the journal, which only ever grow: by privilege, by policy and by trigger."""

import django.db.models.deletion
from django.db import migrations, models

import dareecha.journal.models
import dareecha.safeguards.ids
from dareecha.safeguards.policies import Protect

IS_SYSTEM = "dareecha_setting('dareecha.role') = 'system'"
SEES_EVENTS = "dareecha_setting('dareecha.role') in ('system', 'auditor')"
ANYBODY = "true"

ONLY_GROW = """
create function journal_only_grows() returns trigger language plpgsql as $$
begin
    raise exception 'The journal only grows: a row of % cannot be changed or removed.',
        tg_table_name using errcode = 'insufficient_privilege';
end $$;

create function journal_signs_once() returns trigger language plpgsql as $$
begin
    if old.note <> '' or (new.size, new.root) is distinct from (old.size, old.root) then
        raise exception 'A checkpoint is settled once and signed once: size % has its own.',
            old.size using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger only_grows before update or delete on journal_event
    for each row execute function journal_only_grows();
create trigger only_grows before update or delete on journal_leaf
    for each row execute function journal_only_grows();
create trigger only_grows before update or delete on journal_fulltile
    for each row execute function journal_only_grows();
create trigger only_grows before delete on journal_checkpoint
    for each row execute function journal_only_grows();
create trigger signs_once before update on journal_checkpoint
    for each row execute function journal_signs_once();
"""

NO_LONGER_ONLY_GROW = """
drop trigger signs_once on journal_checkpoint;
drop trigger only_grows on journal_checkpoint;
drop trigger only_grows on journal_fulltile;
drop trigger only_grows on journal_leaf;
drop trigger only_grows on journal_event;
drop function journal_signs_once();
drop function journal_only_grows();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("safeguards", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dareecha.safeguards.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("type", models.CharField(max_length=40)),
                ("department", models.CharField(blank=True, max_length=40)),
                ("catalogue", models.CharField(blank=True, max_length=80)),
                ("day", models.DateField()),
                ("record", models.JSONField()),
                ("salt", models.BinaryField()),
                ("commitment", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pending",
                        serialize=False,
                        to="journal.event",
                    ),
                ),
                ("xid", dareecha.journal.models.TransactionIdField()),
            ],
            options={
                "verbose_name_plural": "pending",
                "indexes": [models.Index(fields=["xid", "event"], name="journal_pending_order")],
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("idx", models.BigIntegerField(primary_key=True, serialize=False)),
                ("data", models.BinaryField()),
                ("hash", models.BinaryField()),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="journal.event",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "leaves",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("idx__gte", 0)), name="the_log_begins_at_0"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FullTile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("hashes", models.BinaryField()),
                ("root", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField()),
                ("note", models.TextField(blank=True, default="")),
                ("signed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="a_checkpoint_counts_entries"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note", ""), ("signed_at__isnull", True)),
                            models.Q(
                                models.Q(("note", ""), _negated=True),
                                ("signed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_signature_has_its_moment",
                    ),
                ],
            },
        ),
        Protect(
            "event", SEES_EVENTS, check="dareecha_on_duty()", commands=("select", "insert")
        ),
        Protect(
            "pending",
            IS_SYSTEM,
            check="dareecha_on_duty()",
            commands=("select", "insert", "delete"),
        ),
        Protect("leaf", ANYBODY, check=IS_SYSTEM, commands=("select", "insert")),
        Protect("fulltile", ANYBODY, check=IS_SYSTEM, commands=("select", "insert")),
        Protect("checkpoint", ANYBODY, check=IS_SYSTEM, commands=("select", "insert", "update")),
        migrations.RunSQL(ONLY_GROW, NO_LONGER_ONLY_GROW),
    ]
