"""Evidence -> draft reply: which sentences answer, how sure that is, and what to say when nothing does."""
