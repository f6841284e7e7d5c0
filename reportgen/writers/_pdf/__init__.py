"""Makes a PDF of WeasyPrint 70 meet PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), or their successors.

The engine lays out, draws, and marks what it has drawn. Its own tag tree has a tag for each box, so that a paragraph over two
pages, or a link over two lines, is two things to a reader. This package makes the tree anew, with one tag for each element.
Everything that it knows about the engine's private parts is in `tag_builder`, `streams` and `finishing`; it is imported only
once the engine has been loaded.
"""
