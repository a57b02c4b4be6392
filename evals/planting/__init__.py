"""True sentences, and the same ones with one error planted. Written from the two languages alone: nothing is shared with the checker."""
