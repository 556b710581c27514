"""Named questions as pages: forms, answers as tables, charts and networks."""
