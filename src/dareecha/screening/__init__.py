"""A verdict for every household and benefit."""
