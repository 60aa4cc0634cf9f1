"""A structure-aware fuzzer, checked against a second verifier: ``python -m tests.fuzz N SEED``."""
