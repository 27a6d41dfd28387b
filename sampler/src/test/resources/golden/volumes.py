"""Writes volumes.json: evaluation volumes of made scans, by NumPy and Pillow's resize (PAPER.md, section 4).

python3 volumes.py > volumes.json
"""
import json
from fractions import Fraction

import numpy as np
from PIL import Image


def scan(slices, rows, columns):
    """Numbers without a pattern that a mistake in an axis would keep, from -1400 to 590."""
    s, r, c = np.mgrid[:slices, :rows, :columns]
    return ((s * 37 + r * r * 11 + c * 53 + r * c * 7) % 200 * 10.0 - 1400).astype(np.float32)


def symmetric(n, t):
    """(i + 1/2) n/t - 1/2, halves towards the middle."""
    picked = []
    for i in range(t):
        place = Fraction(2 * i + 1, 2) * n / t - Fraction(1, 2)
        below = place.__floor__()
        rest = place - below
        up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and 2 * below + 1 < n - 1)
        picked.append(below + 1 if up else below)
    return picked


def prepared(pixels, height, width):
    rows, columns = pixels.shape
    scale = max(Fraction(5 * height, 4 * rows), Fraction(5 * width, 4 * columns))
    size = [int(x * scale + Fraction(1, 2)) for x in (columns, rows)]
    windowed = np.clip((pixels + 1350) / 1500, 0, 1).astype(np.float32)
    image = np.asarray(Image.fromarray(windowed).resize(size, Image.BILINEAR))
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    return image[top : top + height, left : left + width]


def volume(slices, rows, columns, depth, height, width):
    whole = scan(slices, rows, columns)
    picked = symmetric(slices, depth)
    drawn = np.stack([prepared(whole[k], height, width) for k in picked]).astype(np.float64)
    voxels = (drawn - drawn.mean()) / drawn.std()
    return {
        "scan": [slices, rows, columns],
        "volume": [depth, height, width],
        "slices": picked,
        "voxels": [round(float(v), 5) for v in voxels.ravel()],
    }


sizes = [(9, 40, 50, 4, 8, 8), (3, 37, 53, 5, 6, 6), (63, 20, 20, 8, 4, 4), (1, 10, 12, 2, 16, 16), (12, 30, 64, 3, 6, 10)]
print(json.dumps([volume(*size) for size in sizes]))
