"""Public pages: what there is, for whom, how much, and where to go. Nobody logs in."""
