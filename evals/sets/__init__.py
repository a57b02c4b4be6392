"""Question sets that others published, read from a folder that the user names. Nothing of them is kept in the project."""
