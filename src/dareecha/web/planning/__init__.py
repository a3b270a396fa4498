"""Planning: who is reached and who is missed, counted."""
