"""Who sees accounts and duties, and why Django's own tables need no policy.

A log-in needs the account before anybody is known: the officer's row is found by its name, the
password compared, the second factor checked, and only then is there an officer, and a duty. So
there is one more state besides "on duty" and "nobody": the purpose `log-in` without a duty, which
the middleware sets on the log-in pages and while it reads who a session belongs to. It opens these
tables and no other: no policy on a table about households knows it. A function with the owner's
rights instead would have had to replace the queries of Django and allauth one by one.

An administrator appoints for the own department, and never changes the own duty.
"""

from django.db import migrations

from dareecha.safeguards.policies import Exempt, Protect

LOGGING_IN = "(not dareecha_on_duty() and dareecha_setting('dareecha.purpose') = 'log-in')"
ROLE = "dareecha_setting('dareecha.role')"
SELF = "dareecha_setting('dareecha.officer')::uuid"

SEES_OFFICER = f"{LOGGING_IN} or id = {SELF} or {ROLE} in ('system', 'administrator', 'auditor')"
WRITES_OFFICER = f"{LOGGING_IN} or id = {SELF} or {ROLE} in ('system', 'administrator')"

SEES_DUTY = (
    f"{LOGGING_IN} or officer_id = {SELF} or {ROLE} in ('system', 'auditor')"
    f" or ({ROLE} = 'administrator' and dareecha_serves(department_id))"
)
WRITES_DUTY = (
    f"{ROLE} = 'system'"
    f" or ({ROLE} = 'administrator' and dareecha_serves(department_id) and officer_id <> {SELF})"
)

OWN_LOG_IN_DATA = f"{LOGGING_IN} or user_id = {SELF} or {ROLE} = 'system'"

SESSION = "signed state of a browser, read before anybody is known; holds ids of ours only"
NAMES = "names of models and of permissions that nobody holds, nothing about a person"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("safeguards", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        Exempt("department", "departments are public bodies, no person is in it"),
        Protect("officer", using=SEES_OFFICER, check=WRITES_OFFICER),
        Protect("duty", using=SEES_DUTY, check=WRITES_DUTY),
        Protect("authenticator", app="mfa", using=OWN_LOG_IN_DATA),
        Protect("emailaddress", app="account", using=OWN_LOG_IN_DATA),
        Protect("emailconfirmation", app="account", using=f"{ROLE} = 'system'"),
        Exempt("session", SESSION, app="sessions"),
        Exempt("contenttype", NAMES, app="contenttypes", commands=("select",)),
        Exempt("permission", NAMES, app="auth", commands=("select",)),
        Exempt("group", NAMES, app="auth", commands=("select",)),
        Exempt("group_permissions", NAMES, app="auth", commands=("select",)),
    ]
