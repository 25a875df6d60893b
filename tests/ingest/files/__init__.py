"""Hard files: each is made by a function that says what is hard about it; what it must come to stands beside it."""
