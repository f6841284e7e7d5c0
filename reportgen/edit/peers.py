"""Tells whether a request comes from a program of another user of this machine, where the system says so."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_SOCKETS = Path("/proc/net/tcp")
"""The sockets of Linux with their owners (proc(5)): ports are in hexadecimal, the owner stands in the eighth column."""


def is_of_another_user(client_port: int, server_port: int) -> bool:
    """Tells whether the socket at the other end belongs to somebody else; False where that cannot be known.

    The administrator may come in: he can read the dataset as well, and passes on what comes through tunnels.
    """
    if sys.platform == "win32":
        return False
    ends = [f":{client_port:04X}", f":{server_port:04X}"]
    with suppress(OSError, ValueError, IndexError):
        for line in _SOCKETS.read_text("ascii").splitlines()[1:]:
            columns = line.split()
            if [columns[1][-5:], columns[2][-5:]] == ends:
                return int(columns[7]) not in {0, os.getuid()}
    return False
