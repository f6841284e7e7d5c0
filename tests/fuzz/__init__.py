"""Fuzzers: readers of foreign files are given damaged ones, and must answer with findings or plain refusals."""
