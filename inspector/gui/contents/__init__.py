"""The list of what lies in a source that holds several documents, to choose from."""
