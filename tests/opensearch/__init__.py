"""A real OpenSearch for tests: three nodes on loopback, each a process of its own, and what can go wrong between."""
