"""Words of the field: numbers, days, money, places, and the documents they are written in."""
