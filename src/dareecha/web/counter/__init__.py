"""The facilitator's pages: find a person, see the household, its benefits, reasons and gaps."""
