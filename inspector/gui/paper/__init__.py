"""The paper’s text, held against a document."""
