"""Whether two rows of two lists mean the same person."""
