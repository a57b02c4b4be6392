"""Question -> evidence: reading the question, searching per language, fusing the lists."""
