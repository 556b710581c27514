"""What the document itself prints: whether numbers, dates, names and turns of phrase bear a fact out."""
