"""Departments, officers, their duties, and the log-in."""
