"""Two questions that a watchdog asks: are you alive, can you work?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too, as a role that row-level security binds."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
            )
            [unbound] = cursor.fetchone()
    except DatabaseError:
        return _not_ready("the database does not answer")
    if unbound:
        return _not_ready("the database role is not bound by row-level security")
    return HttpResponse("ready\n", content_type="text/plain")


def _not_ready(why: str) -> HttpResponse:
    return HttpResponse(f"not ready: {why}\n", status=503, content_type="text/plain")
