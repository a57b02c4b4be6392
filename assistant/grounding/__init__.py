"""Draft Reply -> checked Reply: every sentence is held against its quotes, by rule and without a model, in English and Korean."""
