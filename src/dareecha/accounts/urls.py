"""Log-in, second factor, password, and the choice of a duty. No sign-up, no e-mail pages."""

from allauth.account import views as account
from django.urls import include, path

from dareecha.accounts import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("duty/", views.choose_duty, name="choose_duty"),
]
