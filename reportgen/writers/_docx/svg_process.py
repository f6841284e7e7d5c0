"""A program that renders SVGs from its standard input as PNGs on its standard output, one after the other.

`svg_renderer` runs it by its path in a process of its own, since nothing else can stop a rendering that does not end. A
request is three numbers of eight bytes (the seconds after which the program ends itself, and the sizes of the options and of
the SVG), then the options for resvg as JSON, then the SVG. A response is one number, the size of the PNG, then the PNG; the
size is 0 where the SVG cannot be rendered.
"""

import json
import signal
import struct
import sys


def main() -> None:
    """Renders until the input ends."""
    from resvg_py import svg_to_bytes

    request_header, response_header = struct.Struct("<3Q"), struct.Struct("<Q")
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while header := source.read(request_header.size):
        seconds, *sizes = request_header.unpack(header)
        if hasattr(signal, "alarm"):  # the process that asked may have ended without stopping this one
            signal.alarm(seconds)
        options, svg = map(source.read, sizes)
        try:
            png = bytes(svg_to_bytes(svg_string=svg.decode(), **json.loads(options)))
        except ValueError:
            png = b""
        target.write(response_header.pack(len(png)) + png)
        target.flush()
        if hasattr(signal, "alarm"):
            signal.alarm(0)


if __name__ == "__main__":
    main()
