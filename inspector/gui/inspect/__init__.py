"""The view Inspect: overview, tree, detail, trace and findings."""
