"""A structure-aware fuzzer, held against a second verifier: ``python -m tests.fuzz N SEED``."""
