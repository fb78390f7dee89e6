"""Figures about this machine, printed and never judged: `make bench`."""
