"""For tests and demonstrations: strategies for every record, and a whole synthetic city."""
