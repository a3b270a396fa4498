"""The tamper-evident record of every action: a Merkle log in public formats."""
