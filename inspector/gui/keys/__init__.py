"""The keys that the user trusts or distrusts, and those that were seen."""
