"""Explains in a sentence why the program cannot start; needs neither Qt nor any other package."""
