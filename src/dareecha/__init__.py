"""Dareecha: one window for every social protection scheme a household could turn to."""
