"""The list of the documents in a source with several, to choose from."""
