"""Addresses that only tests have: views that write, fail, and are refused."""

from __future__ import annotations

import time

from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from dareecha.accounts.models import Department
from dareecha.accounts.requests import OfficerRequest, officer_required
from dareecha.config import urls
from dareecha.safeguards.acting import SYSTEM_DUTY, NoDuty, current_duty
from dareecha.safeguards.idempotency import once_per_key
from dareecha.safeguards.models import AccessLog


def who(request: HttpRequest) -> HttpResponse:
    """The duty that the database knows of, in words."""
    try:
        duty, purpose = current_duty()
    except NoDuty:
        return HttpResponse("nobody")
    return HttpResponse(f"{duty.department} {duty.role} {','.join(duty.areas)} {purpose}")


def settings_seen(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('dareecha.purpose', true), '')")
        return HttpResponse(cursor.fetchone()[0])


def write(request: HttpRequest, status: int) -> HttpResponse:
    Department.objects.create(code="written", name_en="Written")
    return HttpResponse(status=status)


def write_and_fail(request: HttpRequest) -> HttpResponse:
    Department.objects.create(code="written", name_en="Written")
    raise RuntimeError("a fault of ours")


def write_and_be_refused(request: HttpRequest) -> HttpResponse:
    Department.objects.create(code="written", name_en="Written")
    AccessLog.objects.create(
        officer=SYSTEM_DUTY.officer, duty=SYSTEM_DUTY.duty, purpose="p", kind="k", found=0
    )
    return HttpResponse()


@officer_required
def desk(request: OfficerRequest) -> HttpResponse:
    return HttpResponse("on duty")


@once_per_key
def count(request: HttpRequest) -> HttpResponse:
    number = Department.objects.count()
    Department.objects.create(code=f"made-{number}", name_en="Made")
    status = int(request.POST.get("status", 201))
    return HttpResponse(f"made {number}", status=status, headers={"Location": "/there"})


@once_per_key
def count_slowly(request: HttpRequest) -> HttpResponse:
    Department.objects.create(code="made-once", name_en="Made")
    time.sleep(0.5)
    return HttpResponse("made")


urlpatterns = [
    path("count-slowly", count_slowly),
    *urls.urlpatterns,
    path("who", who),
    path("purpose", settings_seen),
    path("write/<int:status>", write),
    path("write-and-fail", write_and_fail),
    path("write-and-be-refused", write_and_be_refused),
    path("desk-of-tests", desk),
    path("count", count),
    *i18n_patterns(path("desk-of-tests", desk, name="desk_of_tests")),
]
