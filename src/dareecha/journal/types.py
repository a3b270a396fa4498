"""What can happen, as far as the journal is concerned: a closed list.

The type of an event is public for ever, so a new one is added here, with its meaning, and none
is renamed or used for something else.
"""

TYPES = {
    "list.agreed": "A department's list came under an agreement.",
    "list.taken_in": "A list was taken in.",
    "list.withdrawn": "A delivery of a list was taken back.",
    "catalogue.published": "A catalogue of schemes came into force.",
    "link.run": "Rows of lists were linked to individuals and households.",
    "link.undone": "A link between a row and an individual was taken back.",
    "screening.run": "Households were judged under the rules of a catalogue.",
    "findings.made": "Findings were drawn from a screening.",
    "gaps.counted": "Gaps of a screening were counted by place and benefit, small counts hidden.",
    "department.opened": "A department joined the service.",
    "officer.appointed": "An officer was given an account.",
    "duty.given": "An officer was given a duty.",
    "duty.ended": "An officer's duty ended.",
    "household.looked_up": "Somebody on duty opened a household's file.",
    "statement.recorded": "What somebody said at the counter was written down.",
    "statement.withdrawn": "A statement written down by mistake was taken back.",
    "individual.looked_up": "Somebody on duty searched for an individual.",
}
