"""The terminal: the same Reply as everywhere, in text."""
