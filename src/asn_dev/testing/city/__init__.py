"""The parts of the synthetic city: who works there, what they learn, what citizens say of it."""
