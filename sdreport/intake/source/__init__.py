"""A delivered file as rows of text: its signs, its header, its lines and its end."""
