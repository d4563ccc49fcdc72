"""Tables in and out: the register, reading office files, and what was found in them."""
