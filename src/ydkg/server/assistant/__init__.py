"""What assistants may ask: tools over the Model Context Protocol that only read, and say where each fact is written."""
