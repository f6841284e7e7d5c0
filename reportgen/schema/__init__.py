"""The dataset's models, and the way from plain values to a report."""
