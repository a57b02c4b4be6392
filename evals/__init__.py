"""What judges the assistant: cases, tasks, metrics and runs. Imports the assistant, never the other way."""
