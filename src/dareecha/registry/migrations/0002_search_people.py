"""The one function that searches people by name or number, past the policies but with its own."""

from django.db import migrations

from dareecha.safeguards.policies import SearchFunction

# Rank 0: the same number. 1: the same name and father. 2: the same name, father not asked or not
# written. The same name under another father is not found: nobody browses the poor by first names.
BODY = """
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
                   and (sought_father = '' or mention.father_key in ('', sought_father))))
          and (sought_district = '' or mention.district = sought_district)
          and dareecha_sees(mention.district)
          and (dareecha_serves(mention.department)
               or dareecha_setting('dareecha.role') = 'facilitator')
    ) as found
    order by found.rank, found.id
    limit least(greatest(most, 0), 100)
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("safeguards", "0001_initial")]

    operations = [
        SearchFunction(
            "mention",
            "dareecha_search_people(sought_name text, sought_father text, sought_number bytea,"
            " sought_district text, most int)",
            "table (mention uuid, list_row uuid, list text, rank int)",
            BODY,
        )
    ]
