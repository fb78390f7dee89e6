"""Assembles and starts the server, and is the command `workshop`."""
