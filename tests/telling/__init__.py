"""Whatever tells of a document says one thing, and what it says is what a naive count finds.

``law`` holds terminal, JSON, window, comparison and its page against each other and against
``naive``, which computes anew with Python's json and hashlib and the fuzzer's second verifier.
"""
