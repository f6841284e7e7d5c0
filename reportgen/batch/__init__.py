"""A whole year of groups: many datasets compiled in parallel, what is up to date left alone, and a manifest to trust."""
