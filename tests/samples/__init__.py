"""Datasets by the hundred, for tests and benches: groups with some years each, as varied as real ones, and some with faults.

    python -m tests.samples FOLDER [COUNT [SEED]]

The same seed gives the same bytes.
"""
