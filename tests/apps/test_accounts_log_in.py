"""The log-in: by user name or e-mail, in three languages, with a second factor, without sign-up."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import ProgrammingError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from dareecha.accounts.models import Officer
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as, logging_in

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long enough pass phrase"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ur", "rtl"), ("ps", "rtl")])
def test_the_log_in_page_is_there_in_three_languages(client, language, direction):
    answer = client.get(f"/{language}/accounts/login/")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
    assert f'dir="{direction}"' in answer.text
    assert 'type="password"' in answer.text


def enter(client, login, password=PASSWORD):
    return client.post("/en/accounts/login/", {"login": login, "password": password})


def test_an_officer_logs_in_by_user_name(client, on_duty):
    duty = on_duty()
    assert enter(client, duty.officer.username).status_code == 302
    assert client.session["_auth_user_id"] == str(duty.officer.pk)


def test_an_officer_logs_in_by_email(client, on_duty):
    duty = on_duty()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        duty.officer.email = "officer@example.org"
        duty.officer.save(update_fields=["email"])
    assert enter(client, "Officer@example.org").status_code == 302
    assert client.session["_auth_user_id"] == str(duty.officer.pk)


@pytest.mark.parametrize(("login", "password"), [("officer-1", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, on_duty, login, password):
    on_duty()
    answer = enter(client, login, password)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert len(answer.context["form"].non_field_errors()) == 1
    [said] = answer.context["form"].non_field_errors()
    assert "user" in said.lower()


def test_a_second_factor_is_asked_for_and_kept_encrypted(client, on_duty):
    duty = on_duty()
    secret = generate_totp_secret()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        kept = TOTP.activate(duty.officer, secret).instance
    assert secret not in str(kept.data)
    answer = enter(client, duty.officer.username)
    assert answer["Location"].startswith("/en/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    answer = client.post("/en/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(duty.officer.pk)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert Authenticator.objects.get().last_used_at is not None


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_nobody_can_sign_up(client):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/en/accounts/signup/").status_code == 404


def test_an_officer_changes_the_own_password(client, on_duty, log_in):
    duty = on_duty()
    log_in(duty.officer)
    answer = client.post(
        "/en/accounts/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "another pass phrase",
            "password2": "another pass phrase",
        },
    )
    assert answer.status_code == 302
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        duty.officer.refresh_from_db()
    assert duty.officer.check_password("another pass phrase")


# --- What a log-in may write --------------------------------------------------------------------


def test_a_log_in_sets_no_password_and_makes_and_removes_no_account(on_duty):
    officer = on_duty().officer
    for attempt in (
        lambda: Officer.objects.filter(pk=officer.pk).update(password="md5$x$y"),
        lambda: Officer.objects.filter(pk=officer.pk).update(email="other@example.org"),
        lambda: Officer.objects.filter(pk=officer.pk).update(is_active=False),
        lambda: Officer.objects.create(username="made-up", full_name="Made Up"),
    ):
        with pytest.raises(ProgrammingError) as refused, logging_in():
            attempt()
        assert isinstance(refused.value.__cause__, InsufficientPrivilege)
    with logging_in():
        assert Officer.objects.filter(pk=officer.pk)._raw_delete("default") == 0
        assert Officer.objects.filter(pk=officer.pk).update(last_login=timezone.now()) == 1


def test_a_log_in_takes_no_second_factor_away_and_sets_none(on_duty):
    officer = on_duty().officer
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        kept = TOTP.activate(officer, generate_totp_secret()).instance
    for attempt in (
        lambda: Authenticator.objects.filter(pk=kept.pk).update(data={"secret": "00"}),
        lambda: Authenticator.objects.create(user=officer, type="webauthn", data={}),
    ):
        with pytest.raises(ProgrammingError), logging_in():
            attempt()
    with logging_in():
        assert Authenticator.objects.filter(pk=kept.pk).delete()[0] == 0


def test_a_recovery_code_opens_once(client, on_duty):
    duty = on_duty()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        TOTP.activate(duty.officer, generate_totp_secret())
        [code, *_] = RecoveryCodes.activate(duty.officer).get_unused_codes()
    enter(client, duty.officer.username)
    client.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert client.session["_auth_user_id"] == str(duty.officer.pk)
    again = Client()
    enter(again, duty.officer.username)
    again.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" not in again.session


def test_a_log_in_renews_the_hash_of_the_right_password_where_hashes_became_stronger(
    client, on_duty, settings
):
    duty = on_duty()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert enter(client, duty.officer.username, "wrong").status_code == 200
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        duty.officer.refresh_from_db()
    assert duty.officer.password.startswith("md5$")
    assert enter(client, duty.officer.username).status_code == 302
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        duty.officer.refresh_from_db()
    assert duty.officer.password.startswith("pbkdf2_sha1$")
    assert duty.officer.check_password(PASSWORD)
