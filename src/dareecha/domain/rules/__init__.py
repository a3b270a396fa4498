"""The law as data: expressions, criteria, parameters by date, and the catalogue they form."""
