"""The pages beside those of things, questions and the workbench."""
