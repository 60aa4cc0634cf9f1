"""All outputs on a document agree with each other and with naive recomputation.

``laws`` compares terminal, JSON, window, comparison and its page with each other and with
``naive``, which recomputes with Python's json and hashlib and the fuzzer's second verifier.
"""
