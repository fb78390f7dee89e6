"""`python -m bench` runs every measurement."""

from bench import drawing, load

load.run()
drawing.run()
