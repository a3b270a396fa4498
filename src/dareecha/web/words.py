"""The closed lists of the catalogue and of verdicts, in the words that readers see."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)

# What stands beside a sentence that nobody has translated yet.
TONGUES = {
    "en": pgettext_lazy("language of a sentence", "English"),
    "ur": pgettext_lazy("language of a sentence", "Urdu"),
    "ps": pgettext_lazy("language of a sentence", "Pashto"),
}

# --- Verdicts -------------------------------------------------------------------------------

VERDICTS = {
    "very_likely": _("Very likely"),
    "paper": _("One paper will decide"),
    "fact": _("One fact will decide"),
    "law": _("Open in the law; the department has to answer"),
    "committee": _("Seems so; the committee decides"),
    "not_for_you": _("Not for you, because …"),
    "gets_it": _("Gets it now"),
    "dash": _("Not about this person"),
}
VERDICTS_IN_TABLES = {
    "very_likely": pgettext_lazy("verdict in a table", "likely"),
    "paper": pgettext_lazy("verdict in a table", "paper"),
    "fact": pgettext_lazy("verdict in a table", "fact"),
    "law": pgettext_lazy("verdict in a table", "open in law"),
    "committee": pgettext_lazy("verdict in a table", "committee"),
    "not_for_you": pgettext_lazy("verdict in a table", "no"),
    "gets_it": pgettext_lazy("verdict in a table", "gets it"),
    "dash": _("Not about this person"),
}
# A fact that decides looks like a paper that decides: half of the window is lit.
WINDOW_SHAPES = {
    "very_likely": "open",
    "paper": "half",
    "fact": "half",
    "law": "waiting",
    "committee": "waiting",
    "not_for_you": "shut",
    "gets_it": "seated",
}
CRITERION_STATES = {
    "holds": _("This holds for the household."),
    "fails": _("This does not hold for the household."),
    "unknown": _("Whether this holds for the household is not known yet."),
    "department": _("The office itself asks the household this."),
    "beside": _("Nothing hangs on this for the household."),
}
CRITERION_STATES_OF = {
    "holds": _("This holds for %(name)s."),
    "fails": _("This does not hold for %(name)s."),
    "unknown": _("Whether this holds for %(name)s is not known yet."),
    "department": _("The office itself asks %(name)s this."),
    "beside": _("Nothing hangs on this for %(name)s."),
}
CRITERION_WINDOWS = {
    "holds": "very_likely",
    "fails": "not_for_you",
    "unknown": "fact",
    "department": "committee",
    "beside": "committee",
}

# --- Schemes --------------------------------------------------------------------------------

STATES = {
    "active": pgettext_lazy("state of a scheme", "Open"),
    "planned": pgettext_lazy("state of a scheme", "Planned, not yet open"),
    "suspended": pgettext_lazy("state of a scheme", "Paused"),
    "closed": pgettext_lazy("state of a scheme", "Ended"),
    "not_known": pgettext_lazy("state of a scheme", "Not known"),
}
# Schemes that take nobody today: shown, with the warning, and never as an invitation.
SHUT = frozenset({"planned", "suspended", "closed"})
WARNINGS = {
    "planned": _("This scheme is planned. Nobody can ask for it yet."),
    "suspended": _("This scheme is paused. You can ask when it opens again."),
    "closed": _("This scheme has ended. It takes no new people."),
    "not_known": _("We do not know whether this scheme is open. Ask before you travel."),
}
DECIDED_BY = {
    "data": _("The office decides by fixed rules."),
    "committee": _("A committee decides. Nobody can promise it before."),
    "survey": _("An official survey decides."),
}
DOORS = {
    "window": _("We can send the application for you."),
    "refer": _("You go to the office yourself. We tell you what to take."),
    "automatic": _("Nothing to apply for. It comes by itself."),
    "nomination": _("The committee or the department names the people."),
    "call": _("The department announces when people can ask."),
    "survey": _("Officials come and write down the damage."),
    "employer": _("The employer sends the application."),
    "point_of_service": _("Nothing to apply for. Show your card where you are served."),
}
CLAIMS = {
    "statutory": _("A right by law."),
    "subject_to_funds": _("Paid as long as there is money."),
    "discretionary": _("The office may say yes or no."),
    "competitive": _("Only some of those who ask are chosen."),
}
UNITS = {
    "household": _("for the household"),
    "family": _("for the family"),
    "individual": _("for each person"),
    "event": _("for each event"),
}
PERIODS = {
    "month": _("a month"),
    "quarter": _("every three months"),
    "year": _("a year"),
    "once": _("once"),
    "case": _("for each case"),
    "day": _("a day"),
}
AMOUNTS = {
    "month": _("%(amount)s a month"),
    "quarter": _("%(amount)s every three months"),
    "year": _("%(amount)s a year"),
    "once": _("%(amount)s once"),
    "case": _("%(amount)s for each case"),
    "day": _("%(amount)s a day"),
}
AMOUNTS_BETWEEN = {
    "month": _("between %(least)s and %(most)s a month"),
    "quarter": _("between %(least)s and %(most)s every three months"),
    "year": _("between %(least)s and %(most)s a year"),
    "once": _("between %(least)s and %(most)s once"),
    "case": _("between %(least)s and %(most)s for each case"),
    "day": _("between %(least)s and %(most)s a day"),
}
STANDARDS = {
    "law": _("promised by law"),
    "pledge": _("promised by the department"),
    "observed": _("what people have seen; not a promise"),
}
STRENGTHS = {
    "stated": _("stated there"),
    "weak": _("weak source"),
    "inferred": _("our reading"),
}

CONTINGENCIES = {
    "medical_care": pgettext_lazy("contingency", "Medical care"),
    "sickness": pgettext_lazy("contingency", "Sickness"),
    "unemployment": pgettext_lazy("contingency", "Unemployment"),
    "old_age": pgettext_lazy("contingency", "Old age"),
    "employment_injury": pgettext_lazy("contingency", "Injury at work"),
    "family": pgettext_lazy("contingency", "Children and family"),
    "maternity": pgettext_lazy("contingency", "Pregnancy and birth"),
    "invalidity": pgettext_lazy("contingency", "Disability"),
    "survivors": pgettext_lazy("contingency", "Death in the family"),
    "poverty": pgettext_lazy("contingency", "Poverty"),
    "housing": pgettext_lazy("contingency", "Housing"),
    "food": pgettext_lazy("contingency", "Food"),
    "education": pgettext_lazy("contingency", "Education"),
    "disaster": pgettext_lazy("contingency", "Disaster"),
}

# --- People ---------------------------------------------------------------------------------

RELATIONSHIPS = {
    "head": pgettext_lazy("relationship", "head"),
    "wife": pgettext_lazy("relationship", "wife"),
    "husband": pgettext_lazy("relationship", "husband"),
    "son": pgettext_lazy("relationship", "son"),
    "daughter": pgettext_lazy("relationship", "daughter"),
    "father": pgettext_lazy("relationship", "father"),
    "mother": pgettext_lazy("relationship", "mother"),
    "brother": pgettext_lazy("relationship", "brother"),
    "sister": pgettext_lazy("relationship", "sister"),
    "grandson": pgettext_lazy("relationship", "grandson"),
    "granddaughter": pgettext_lazy("relationship", "granddaughter"),
    "grandfather": pgettext_lazy("relationship", "grandfather"),
    "grandmother": pgettext_lazy("relationship", "grandmother"),
    "son_in_law": pgettext_lazy("relationship", "son-in-law"),
    "daughter_in_law": pgettext_lazy("relationship", "daughter-in-law"),
    "father_in_law": pgettext_lazy("relationship", "father-in-law"),
    "mother_in_law": pgettext_lazy("relationship", "mother-in-law"),
    "nephew": pgettext_lazy("relationship", "nephew"),
    "niece": pgettext_lazy("relationship", "niece"),
    "uncle": pgettext_lazy("relationship", "uncle"),
    "aunt": pgettext_lazy("relationship", "aunt"),
    "other_relative": pgettext_lazy("relationship", "other relative"),
    "not_related": pgettext_lazy("relationship", "not related"),
    "not_known": pgettext_lazy("relationship", "not known"),
}
SEXES = {
    "female": _("female"),
    "male": _("male"),
    "transgender": _("transgender"),
    "not_known": _("not known"),
}
NUMBERS = {
    "cnic": _("CNIC"),
    "b_form": _("B-form"),
    "none": _("no number"),
    "not_known": _("not known"),
}
PURPOSES = {
    "person_here": _("The person is here and asks"),
    "person_called": _("The person is on the phone"),
    "home_visit": _("Visit at home or in the village"),
    "correction": _("Something in the file is wrong"),
    "complaint": _("Complaint or appeal"),
}
FINDING_KINDS = {
    "unserved": _("Could have it and does not get it"),
    "undetermined": _("One fact or paper would decide"),
    "duplicate": _("Perhaps twice in one list"),
    "ghost": _("Contact needed"),
    "forbidden_overlap": _("Two benefits that exclude each other"),
    "short_payment": _("Less received than was due"),
    "late": _("Decided later than promised, or not yet"),
    "kin": _("For a second pair of eyes"),
    "inclusion_error": _("Facts on file do not fit what is received"),
    "hole": _("No scheme answers this need"),
}

# --- Needs ----------------------------------------------------------------------------------

BARS = {
    "criterion": _("The rule says no."),
    "not_for_them": _("It is for others."),
    "no_rule": _("No rule is in force."),
    "elsewhere": _("The scheme does not run in this district."),
    "planned": _("The scheme has not begun."),
    "suspended": _("The scheme is suspended."),
    "closed": _("The scheme is closed."),
}
SPEAKERS_WHO_ANSWERED = {
    "self": _("the person concerned"),
    "mother": _("the mother"),
    "father": _("the father"),
    "other_adult": _("another adult of the household"),
    "guardian": _("a guardian"),
    "somebody_else": _("somebody from outside the household"),
}
SPEAKERS_PRESENT = {
    "nobody": _("nobody else"),
    "family": _("people of the family"),
    "others": _("people from outside the family"),
    "not_told": _("not written down"),
}

WHY_MISSING = {
    "never_asked": _("Nobody has asked yet."),
    "paper_missing": _("A paper is missing."),
    "closed": _("The scheme takes nobody now."),
    "not_here": _("The scheme does not run in this district."),
    "unfunded": _("The money of the scheme has run out."),
    "no_office_near": _("No office of the scheme serves this district."),
    "committee_decides": _("A committee has to decide."),
}

# --- Planning -------------------------------------------------------------------------------

FIGURES_HIDDEN = {
    "fewer": _("fewer than 10"),
    "kept_back": _("not shown"),
}
PLANNING_VIEWS = {
    "coverage": _("Who is reached and who is missed"),
    "holes": _("Needs that no scheme answers"),
    "findings": _("What somebody should look into"),
    "suspicions": _("For oversight: counts only"),
}
PLANNING_COLUMNS = {
    "reached": pgettext_lazy("column of a table", "Gets it now"),
    "unserved": pgettext_lazy("column of a table", "Missed"),
    "undetermined": pgettext_lazy("column of a table", "One fact would decide"),
    "rate": pgettext_lazy("column of a table", "Reached of 100 (range)"),
    "hole": pgettext_lazy("column of a table", "No scheme answers"),
    "forbidden_overlap": pgettext_lazy("column of a table", "Exclude each other"),
    "duplicate": pgettext_lazy("column of a table", "Perhaps twice in a list"),
    "short_payment": pgettext_lazy("column of a table", "Received less than due"),
    "late": pgettext_lazy("column of a table", "Late decision"),
    "ghost": pgettext_lazy("column of a table", "Contact needed"),
    "kin": pgettext_lazy("column of a table", "Second look"),
    "inclusion_error": pgettext_lazy("column of a table", "Facts do not fit"),
}
GAP_MEANINGS = {
    "reached": _("The rule admits them, and they receive it."),
    "unserved": _("The rule admits them, the door is open, and they do not receive it."),
    "undetermined": _("Nothing speaks against it. One fact or one paper would decide."),
    "hole": _("They have a need, and no scheme answers it."),
    "forbidden_overlap": _("Two benefits that a confirmed source keeps apart."),
    "duplicate": _("One person on two rows of a list that should have one."),
    "short_payment": _("The row itself says that less arrived than was due."),
    "late": _("Decided after the days promised, or still waiting beyond them."),
    "ghost": _("Paid after a registered death. Somebody should call on the family."),
    "kin": _("Related to somebody who decides. It says nothing more."),
    "inclusion_error": _("Facts on file do not fit what is received."),
}

# --- What the log-in library says -----------------------------------------------------------
# Its own catalogues lack Urdu or Pashto for these; naming them here lets ours translate them.

BORROWED = (
    _("The username and/or password you specified are not correct."),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Be patient, you are sending too many requests."),
    _("This account is currently inactive."),
    _("Incorrect code."),
    _("Incorrect password."),
    _("Please type your current password."),
    _("This field is required."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("You must type the same password each time."),
)
