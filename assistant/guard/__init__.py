"""What may come in: limits on a question, and characters that have no place in one."""
