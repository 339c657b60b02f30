"""SciPy's image operations on small images, for ImageReferenceTests: writes tests/ModelSpecs.Metrics.Tests/References/images.json.

Rotation is ndimage.rotate(order=1, reshape=False, mode='grid-constant'), translation ndimage.shift(order=0, mode='constant'), blur ndimage.gaussian_filter as it is unless told
otherwise (mode='reflect', truncate=4). Blocks are what JPEG quantises: fft.dctn of 8 x 8 pixels, rounded to multiples of the luminance table of ITU-T T.81 at libjpeg's scale.
"""
import hashlib
import json
import pathlib

import numpy as np
import scipy
from scipy import fft, ndimage

HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "images.json"

LUMINANCE = np.array([
    [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56], [14, 17, 22, 29, 51, 87, 80, 62],
    [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92], [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99]])

rng = np.random.default_rng(20261121)
# Of fractions that single precision holds, and that leave no coefficient half way between two multiples; [channels, height, width].
IMAGES = [
    ("first", 0.0, 16.0, rng.integers(0, 17, (1, 8, 8)).astype(float)),
    ("last", 0.0, 255.0, rng.integers(0, 255 * 64 + 1, (3, 9, 12)) / 64),
    ("first", -1.0, 1.0, rng.integers(-32, 33, (2, 5, 7)) / 32),
]


def blocks(channel, low, high, quality):
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    table = np.clip((LUMINANCE * scale + 50) // 100, 1, 255)
    height, width = channel.shape
    padded = np.pad((channel - low) / ((high - low) / 255) - 128, ((0, -height % 8), (0, -width % 8)), mode="edge")
    for y in range(0, padded.shape[0], 8):
        for x in range(0, padded.shape[1], 8):
            coefficients = fft.dctn(padded[y:y + 8, x:x + 8], norm="ortho")
            padded[y:y + 8, x:x + 8] = fft.idctn(np.round(coefficients / table) * table, norm="ortho")
    return np.clip(low + (padded[:height, :width] + 128) * ((high - low) / 255), low, high)


def contrast(channel, low, high, factor):
    return np.clip(channel.mean() + factor * (channel - channel.mean()), low, high)


OPERATIONS = [
    ("Rotation", "Counterclockwise", [5, 30, 90, 137], lambda c, low, high, a: ndimage.rotate(c, a, order=1, reshape=False, mode="grid-constant", cval=low)),
    ("Rotation", "Clockwise", [20], lambda c, low, high, a: ndimage.rotate(c, -a, order=1, reshape=False, mode="grid-constant", cval=low)),
    ("Translation", "Right", [1, 3, 20], lambda c, low, high, a: ndimage.shift(c, (0, a), order=0, mode="constant", cval=low)),
    ("Translation", "Left", [2], lambda c, low, high, a: ndimage.shift(c, (0, -a), order=0, mode="constant", cval=low)),
    ("Translation", "Up", [2], lambda c, low, high, a: ndimage.shift(c, (-a, 0), order=0, mode="constant", cval=low)),
    ("Translation", "Down", [1], lambda c, low, high, a: ndimage.shift(c, (a, 0), order=0, mode="constant", cval=low)),
    ("Blur", "Any", [0.3, 0.8, 1.0, 4.0], lambda c, low, high, a: ndimage.gaussian_filter(c, a)),
    ("Brightness", "Brighter", [0.1, 0.5], lambda c, low, high, a: np.clip(c + a * (high - low), low, high)),
    ("Brightness", "Darker", [0.3], lambda c, low, high, a: np.clip(c - a * (high - low), low, high)),
    ("Contrast", "Any", [0.75, 0.15, 0.0], contrast),
    ("Blocks", "Any", [10, 40, 50, 80, 100], blocks),
]


def cases():
    for layout, low, high, image in IMAGES:
        order = (lambda array: array) if layout == "first" else (lambda array: np.moveaxis(array, 0, -1))
        for operation, direction, amounts, apply in OPERATIONS:
            for amount in amounts:
                after = np.stack([apply(channel.copy(), low, high, amount) for channel in image])
                yield {"layout": layout, "shape": image.shape, "low": low, "high": high, "operation": operation, "direction": direction, "amount": amount,
                       "before": order(image).ravel().tolist(), "after": [round(float(value), 7) for value in order(after).ravel()]}


document = {"script": "eng/references/images.py", "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(), "versions": {"scipy": scipy.__version__, "numpy": np.__version__}, "cases": list(cases())}
rows = "[\n" + ",\n".join(json.dumps(item, allow_nan=False) for item in document["cases"]) + "\n]"
TARGET.write_text("{\n" + ",\n".join(f"{json.dumps(key)}: {rows if key == 'cases' else json.dumps(value)}" for key, value in document.items()) + "\n}\n", encoding="utf-8")
print(f"{TARGET}: {len(document['cases'])} cases")
