"""What a run measures: `answers` scores replies, `speed` times them."""
