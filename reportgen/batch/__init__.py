"""A whole year of groups: many datasets compiled in parallel, only where something has changed, and a manifest of the results."""
