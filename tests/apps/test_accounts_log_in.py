"""The log-in: by user name or e-mail, in three languages, with a second factor, without sign-up."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import NoReverseMatch, reverse

from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

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
