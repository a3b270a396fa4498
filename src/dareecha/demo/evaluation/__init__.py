"""Measuring the main job against the truth about invented people."""
