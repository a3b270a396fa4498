"""Figures about many households, of which none can be picked out."""
