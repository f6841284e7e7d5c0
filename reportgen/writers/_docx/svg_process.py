"""The program that draws: drawings at its standard input, PNGs at its standard output, one after the other.

It runs in a process of its own, since nothing else can end a work without end, and it stays for the next drawing: starting
takes as long as drawing. Each question is three numbers of eight bytes: the seconds after which it is to give up, and the
sizes of what follows, the engine's options as JSON and the drawing. Each answer is one number, the size of the PNG behind it;
nothing is behind a drawing that cannot be drawn.
"""

import json
import signal
import struct
import sys


def main() -> None:
    """Draw until there is nothing more to draw."""
    from resvg_py import svg_to_bytes

    sizes, size = struct.Struct("<3Q"), struct.Struct("<Q")
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(sizes.size):
        seconds, *lengths = sizes.unpack(head)
        if hasattr(signal, "alarm"):  # whoever asked may be gone by then
            signal.alarm(seconds)
        options, drawing = map(source.read, lengths)
        try:
            drawn = bytes(svg_to_bytes(svg_string=drawing.decode(), **json.loads(options)))
        except ValueError:
            drawn = b""
        target.write(size.pack(len(drawn)) + drawn)
        target.flush()
        if hasattr(signal, "alarm"):
            signal.alarm(0)


if __name__ == "__main__":
    main()
