"""Rows that have no address of their own: they are where the form with their number is.

Members of a survey form come in one list, the forms with their address in another; either may
come first.
"""

from typing import Any

from django.db import connection

from dareecha.registry.layout import Layout
from dareecha.registry.layout_files import shipped_layouts

# Freshly filled tables have no statistics yet and cannot be analysed by the service's role, so
# the forms go through a small table of their own that can.
_FORMS = """
create temporary table known_form on commit drop as
select distinct on (form_no) form_no, district, tehsil, union_council, village
from registry_mention where list = %(forms)s and withdrawn_at is null and form_no <> ''
order by form_no, id;
analyze known_form
"""
_STAGED_ROWS = """
update staged_row set district = known_form.district
from known_form where known_form.form_no = staged_row.form_no
"""
_STAGED_MENTIONS = """
update staged_mention set district = known_form.district, tehsil = known_form.tehsil,
    union_council = known_form.union_council, village = known_form.village
from known_form where known_form.form_no = staged_mention.form_no
"""
_ROWS = """
update registry_listrow as member set district = known_form.district
from known_form
where member.list = %(members)s and member.form_no = known_form.form_no
  and member.superseded_at is null and member.district <> known_form.district
"""
_MENTIONS = """
update registry_mention as member set district = known_form.district,
    tehsil = known_form.tehsil, union_council = known_form.union_council,
    village = known_form.village
from known_form
where member.list = %(members)s and member.form_no = known_form.form_no
  and member.withdrawn_at is null
  and (member.district, member.tehsil, member.union_council, member.village)
      <> (known_form.district, known_form.tehsil, known_form.union_council, known_form.village)
"""


def address_staged_members(layout: Layout) -> None:
    """Give staged members the addresses of forms that came before them."""
    if layout.district.form:
        _with_forms(layout.district.form, [_STAGED_ROWS, _STAGED_MENTIONS], {})


def address_members_of(forms: Layout) -> None:
    """Give members that came before their forms the addresses of the forms just stored."""
    for layout in shipped_layouts().values():
        if layout.district.form == forms.id:
            _with_forms(forms.id, [_ROWS, _MENTIONS], {"members": layout.id})


def _with_forms(forms: str, statements: list[str], values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FORMS, {"forms": forms})
        # Without statistics on the members the planner would compare each with each.
        cursor.execute("set local enable_nestloop = off")
        for statement in statements:
            cursor.execute(statement, values)
        cursor.execute("set local enable_nestloop = on")
        cursor.execute("drop table known_form")
