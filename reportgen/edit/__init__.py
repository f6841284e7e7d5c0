"""Fills in a dataset in a browser: the page's server on the officer's own machine, and the session behind it.

`session` holds the text and everything that happens to it, and knows nothing of the web; `server` and its neighbours are
the only modules that do. What is written goes to disk through the function that the command hands over.
"""
