"""Verdicts with reasons for one household."""
