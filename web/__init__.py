"""The web side: pages, JSON, sockets, and what guards them."""
