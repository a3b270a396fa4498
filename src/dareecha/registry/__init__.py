"""Departments' lists in, households out."""
