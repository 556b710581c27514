"""Facts in words: numbers with bounds and units, and relations as sentences read them."""
