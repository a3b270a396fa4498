"""The planners' views: figures for those who plan and oversee, households for those who serve."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dareecha.accounts.requests import OfficerRequest, officer_required
from dareecha.analysis.models import GapCount, GapCounting
from dareecha.catalogue.actions import catalogue_in_force
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.counter import trail
from dareecha.web.planning import behind
from dareecha.web.planning.figures import Figures, basis, districts, newest
from dareecha.web.planning.pages import Table
from dareecha.web.planning.sheet import as_csv
from dareecha.web.planning.tables import (
    COVERAGE_VIEW,
    OPENS_HOUSEHOLDS,
    VIEWS,
    Asked,
    Tables,
    sees_everywhere,
)
from dareecha.web.planning.totals import totals
from dareecha.web.planning.wording import Names

By = GapCount.By
PLANS = frozenset({"planner", "auditor", "administrator"})

OF_BENEFITS = ("coverage", "findings", "suspicions")

View = Callable[..., HttpResponse]


def for_planners(view: View) -> View:
    """Let planners, auditors and administrators in; tell others where their own work is."""

    @functools.wraps(view)
    def guarded(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.duty.role not in PLANS:
            may_list = request.duty.role in OPENS_HOUSEHOLDS
            shown = {"may_list": may_list, "here": ""}
            return render(request, "planning/not_your_duty.html", shown, status=403)
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_safe
@officer_required
@for_planners
def overview(request: OfficerRequest) -> HttpResponse:
    """How many households each kind of gap concerns, and what the figures rest on."""
    counting = newest()
    if counting is None:
        return render(request, "planning/no_run.html", {"here": "overview"})
    tables = _tables(request, counting, [By.ALL])
    tables.checked(views=VIEWS, by_place=False, by_sex=False)
    shown = {
        "here": "overview",
        "basis": basis(counting, tables.catalogue, tables.names),
        "totals": totals(tables),
        "place": tables.place_name(),
        "filters": list(tables.filters(views=(), by_place=False, by_sex=False)),
    }
    return render(request, "planning/overview.html", shown)


@never_cache
@require_safe
@officer_required
@for_planners
def benefits(request: OfficerRequest) -> HttpResponse:
    """Schemes and benefits."""
    return _table_page(request, "benefits", [By.SCHEME, By.BENEFIT], Tables.by_benefit, by_sex=True)


@never_cache
@require_safe
@officer_required
@for_planners
def contingencies(request: OfficerRequest) -> HttpResponse:
    """What can happen to people, and who is missed when it does."""
    return _table_page(request, "contingencies", [By.CONTINGENCY], Tables.by_contingency)


@never_cache
@require_safe
@officer_required
@for_planners
def needs(request: OfficerRequest) -> HttpResponse:
    """Needs that no scheme answers."""
    return _table_page(request, "needs", [By.NEED], Tables.by_need, views=("holes",), by_sex=True)


@never_cache
@require_safe
@officer_required
@for_planners
def places(request: OfficerRequest) -> HttpResponse:
    """Districts, and the tehsils of one, for all benefits or one of them."""
    return _table_page(request, "places", list(By), Tables.by_place, views=VIEWS, by_place=True)


def _table_page(
    request: OfficerRequest,
    here: str,
    by: list[str],
    make: Callable[[Tables], Table],
    *,
    views: Collection[str] = OF_BENEFITS,
    by_place: bool = False,
    by_sex: bool = False,
) -> HttpResponse:
    counting = newest()
    if counting is None:
        return render(request, "planning/no_run.html", {"here": here})
    tables = _tables(request, counting, by, first=next(iter(views)), by_place=by_place)
    tables.checked(views=views, by_place=by_place, by_sex=by_sex)
    table, rests_on = make(tables), basis(counting, tables.catalogue, tables.names)
    if request.GET.get("as") == "csv":
        return as_csv(table, rests_on, name=f"gaps-{here}")
    shown = {
        "here": here,
        "basis": rests_on,
        "table": table,
        "place": tables.place_name(),
        "item": tables.item_name() if by_place else None,
        "asked": tables.asked,
        "filters": list(tables.filters(views=views, by_place=by_place, by_sex=by_sex)),
        "csv": f"{tables.asked.query()}&as=csv",
        "may_list": request.duty.role in OPENS_HOUSEHOLDS,
        "counts_people": bool(tables.asked.sex),
    }
    return render(request, f"planning/{here}.html", shown)


def _tables(
    request: OfficerRequest,
    counting: GapCounting,
    by: list[str],
    *,
    first: str = COVERAGE_VIEW,
    by_place: bool = False,
) -> Tables:
    catalogue, seen, given = catalogue_in_force(), districts(counting), request.GET
    asked = Asked(
        show=given.get("show") or first,
        district=given.get("district", ""),
        item=given.get("item", ""),
        sex=given.get("sex", ""),
        sort=given.get("sort", ""),
    )
    if not asked.district and not by_place and not sees_everywhere(request.duty) and seen:
        asked = replace(asked, district=seen[0])
    figures = (
        Figures.of_places(counting, asked.item, asked.district)
        if by_place
        else Figures.of_things(counting, by, asked.district)
    )
    names = Names(catalogue, get_language() or "en")
    return Tables(figures, seen, names, catalogue, request.duty, asked)


@never_cache
@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def households(request: OfficerRequest) -> HttpResponse:
    """The households behind a number; the purpose travels in the body and is written down."""
    if request.duty.role not in OPENS_HOUSEHOLDS:
        return render(request, "planning/no_households.html", {"here": ""}, status=403)
    catalogue = catalogue_in_force()
    names = Names(catalogue, get_language() or "en")
    posted = request.POST if request.method == "POST" else None
    form = behind.ListForm(
        posted,
        initial=request.GET.dict(),
        benefits=[(one.id, str(names.benefit(one.id))) for one in catalogue.benefits()],
        districts=_districts_of(request, catalogue, names),
    )
    shown: dict[str, Any] = {"form": form, "here": "households", "listed": None}
    if posted is not None and form.is_valid():
        wanted = form.cleaned_data
        listed = behind.list_households(
            request.duty,
            catalogue,
            language=names.language,
            **{key: wanted[key] for key in ("kind", "benefit", "district", "purpose", "after")},
        )
        trail.found(request, listed.ids, purpose=wanted["purpose"])
        shown |= {"listed": listed, "wanted": wanted,
                  "benefit": names.benefit(wanted["benefit"]),
                  "district": names.district(wanted["district"])}  # fmt: skip
    return render(request, "planning/households.html", shown)


def _districts_of(
    request: OfficerRequest, catalogue: Catalogue, names: Names
) -> list[tuple[str, str]]:
    """The districts in which this duty may open households."""
    areas = request.duty.areas
    codes = [one["code"] for one in catalogue.districts if "*" in areas or one["code"] in areas]
    return [(code, names.district(code).text) for code in codes]
