"""Everything under corpus/ -> records: heads and manifest, one loader per format, canonical text, chunks, checks."""
