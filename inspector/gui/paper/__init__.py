"""Comparing a paper’s text with a document."""
