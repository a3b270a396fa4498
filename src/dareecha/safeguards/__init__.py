"""Keys, encrypted fields, row-level security and the log of look-ups."""
