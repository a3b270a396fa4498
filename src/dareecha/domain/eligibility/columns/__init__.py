"""The second reader of the rules: many households at a time, as columns of NumPy."""
