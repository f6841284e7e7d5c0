"""Speed as ratios: `make bench` sets reportgen beside programs that do the same work, in one run.

Times drift with the machine and its load, ratios hold: each round runs ours and the other by turns, and the
medians of the rounds are shown.
"""
