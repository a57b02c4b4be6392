"""The asker's facts and the programmes' rules -> a decision."""
