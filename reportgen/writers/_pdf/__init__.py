"""What makes a PDF of WeasyPrint 70 one for archives and for everyone: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

The engine lays out, draws, and marks what it has drawn. Its own tag tree has a tag for each box, so that whatever a page
break or the end of a line splits is several things to a reader; here the tree is made anew, with one tag for each element of
the page. All that is known of the engine's insides is in `boxes` and `finishing`; imported only once it has been loaded.
"""
