#!/usr/bin/env python3
"""Draws docs/icon.png, the icon of the packages: points by rank as bars, and the entry line across them. python3 tools/icon/make.py"""
import pathlib
import struct
import zlib

SIZE = 128
GROUND, ABOVE, BELOW, LINE = (0x12, 0x43, 0x6D), (0xFF, 0xFF, 0xFF), (0x28, 0xA1, 0x97), (0xF4, 0x6A, 0x25)
BARS = (84, 70, 58, 36, 22)
WIDTH, GAP, LEFT, BOTTOM, RADIUS, LINE_AT = 14, 6, 17, 108, 14, 62


def colour(x, y):
    # Round corners, seen through.
    dx, dy = max(RADIUS - x, x - (SIZE - 1 - RADIUS), 0), max(RADIUS - y, y - (SIZE - 1 - RADIUS), 0)
    if dx * dx + dy * dy > RADIUS * RADIUS:
        return (0, 0, 0, 0)
    if LINE_AT <= y < LINE_AT + 4 and 10 <= x < SIZE - 10 and (x - 10) // 6 % 3 != 2:
        return LINE + (255,)
    bar, within = divmod(x - LEFT, WIDTH + GAP)
    if 0 <= bar < len(BARS) and within < WIDTH and BOTTOM - BARS[bar] <= y < BOTTOM:
        return (ABOVE if BOTTOM - BARS[bar] <= LINE_AT else BELOW) + (255,)
    return GROUND + (255,)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + bytes(part for x in range(SIZE) for part in colour(x, y)) for y in range(SIZE))
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
(pathlib.Path(__file__).parents[2] / "docs" / "icon.png").write_bytes(png)
