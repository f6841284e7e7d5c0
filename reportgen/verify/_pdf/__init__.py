"""Reads PDFs as a screen reader does: the text of their tags, their claims, fonts and links."""
