"""Reading of numbers, quantities and times in English and Chinese texts; the tables are TOML files beside the modules."""
