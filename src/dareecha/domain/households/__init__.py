"""Who a household is and what is known of it, with the source of each fact."""
