"""PDQ as anybody would take it in Python: the whole picture by Pillow, its hash by ``pdqhash``. Run in its environment.

Reads paths from standard input; says for each the processor time in seconds, the hash in hexadecimal, its quality.
"""

import sys
import time

import numpy as np
import pdqhash
from PIL import Image

for line in sys.stdin:
    before = time.process_time()
    with Image.open(line.rstrip("\n")) as opened:
        bits, quality = pdqhash.compute(np.asarray(opened.convert("RGB")))
    took = time.process_time() - before
    print(took, np.packbits(bits.astype(np.uint8)).tobytes().hex(), int(quality), flush=True)
