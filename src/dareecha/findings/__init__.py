"""What somebody should look into."""
