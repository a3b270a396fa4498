"""A search by name and father finds only rows that bear both: many lists now name no father."""

from django.db import migrations

BEFORE = "mention.father_key in ('', sought_father)"
NOW = "mention.father_key = sought_father"
FUNCTION = """
create or replace function dareecha_search_people(
    sought_name text, sought_father text, sought_number bytea, sought_district text, most int)
returns table (mention uuid, list_row uuid, list text, rank int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $search$
    select found.id, found.row_id, found.list, found.rank
    from (
        select mention.id, mention.row_id, mention.list, case
            when mention.cnic_index = sought_number then 0
            when mention.father_key = sought_father and sought_father <> '' then 1
            else 2
        end as rank
        from registry_mention as mention
        where mention.withdrawn_at is null
          and (mention.cnic_index = sought_number
               or (sought_name <> '' and mention.name_key = sought_name
                   and (sought_father = '' or {father})))
          and (sought_district = '' or mention.district = sought_district)
          and dareecha_sees(mention.district)
          and (dareecha_serves(mention.department)
               or dareecha_setting('dareecha.role') = 'facilitator')
    ) as found
    order by found.rank, found.id
    limit least(greatest(most, 0), 100)
$search$
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_statements")]

    operations = [
        migrations.RunSQL(FUNCTION.format(father=NOW), FUNCTION.format(father=BEFORE)),
    ]
