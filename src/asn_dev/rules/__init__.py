"""Rules: parameters, indicators, the graph that orders them, and the region they make up."""
