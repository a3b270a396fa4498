"""Where this service differs from allauth's ways: no sign-up, second factors encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from dareecha.accounts.models import Officer
from dareecha.safeguards.keys import keyring


class OfficersAreAppointed(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Nobody signs up: a department appoints its officers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class EncryptedSecondFactor(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """Keep the secrets of second factors unreadable in the database and its dumps."""

    context = "mfa_authenticator.data"

    def encrypt(self, text: str) -> str:
        return keyring().encrypt(text, context=self.context).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().decrypt(bytes.fromhex(encrypted_text), context=self.context)


def display_name(officer: Officer) -> str:
    """How pages address an officer."""
    return officer.full_name
