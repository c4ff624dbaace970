"""Draws subcutis.png, the labels of the scenario histology-image: dermis above, fat lobules, a septum between them."""
import math
import os

from PIL import Image

WIDTH, HEIGHT = 160, 120  # pixels of 5 um
DERMIS, FAT, SEPTUM = (0xE8, 0xB4, 0xC8), (0xF8, 0xF0, 0xD8), (0xB0, 0x60, 0x90)

picture = Image.new("RGB", (WIDTH, HEIGHT), FAT)
for y in range(HEIGHT):
    for x in range(WIDTH):
        border = 36 + 5 * math.sin(2 * math.pi * x / 53)
        middle = 82 + 9 * math.sin(2 * math.pi * y / 140)
        if y < border:
            picture.putpixel((x, y), DERMIS)
        elif abs(x - middle) < 14 + 3 * math.cos(2 * math.pi * y / 61):
            picture.putpixel((x, y), SEPTUM)
picture.save(os.path.join(os.path.dirname(os.path.abspath(__file__)), "subcutis.png"))
