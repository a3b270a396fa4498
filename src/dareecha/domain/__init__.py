"""What the law says and who a household is, as plain Python: no database, network or clock."""
