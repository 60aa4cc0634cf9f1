"""An opened document: how it comes in, what is known of it, its rows, and the words for it."""
