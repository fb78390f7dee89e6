"""`python -m bench` runs every measurement."""

from bench import drawing, load, wall

load.run()
wall.run()
drawing.run()
