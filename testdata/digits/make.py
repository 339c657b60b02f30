"""Handwritten digits: a small network on [N, 1, 8, 8] images, and the same held-out images clean, noisy, dim and shifted.

The model gives logits and names its classes in its metadata. The golden set comes three times: a CSV whose images lie in an
NPY beside it, a compressed CSV with the pixels in columns, and one NPZ with everything.
"""
import json
import pathlib
import sys
import warnings

import numpy as np
import pandas as pd
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import exact, files, graphs  # noqa: E402
from onnx import helper  # noqa: E402

HELD_OUT = 300
HIDDEN = 40
KIND = 80
FIRST_BITS, SECOND_BITS = 11, 5


def shifted(images, rows, columns):
    """Images moved by whole pixels; what enters is blank."""
    moved = np.roll(images, (rows, columns), axis=(1, 2))
    if rows > 0:
        moved[:, :rows] = 0
    if columns > 0:
        moved[:, :, :columns] = 0
    if columns < 0:
        moved[:, :, columns:] = 0
    return moved


def noisy(images, rng):
    """Whole-number noise of up to six steps of grey on every pixel."""
    return np.clip(images + rng.integers(-6, 7, images.shape), 0, 16)


def unknown(clean):
    """Images that are no digit: noise, nothing, stripes, and digits whose ink and paper are exchanged."""
    rng = np.random.default_rng(23)
    stripes = np.where((np.arange(8)[None, :, None] + rng.integers(0, 4, (KIND, 1, 1))) % 4 < 2, rng.integers(6, 17, (KIND, 1, 1)), 0) * np.ones((1, 1, 8), np.int64)
    kinds = {
        "noise": rng.integers(0, 17, (KIND, 8, 8)),
        "blank": np.repeat(np.repeat(rng.integers(0, 3, (KIND, 1, 1)), 8, axis=1), 8, axis=2),
        "stripes": np.where(rng.integers(0, 2, (KIND, 1, 1)) == 1, stripes, stripes.transpose(0, 2, 1)),
        "negative": 16 - clean[:KIND],
    }
    files.write_npz({
        "id": np.array([f"{kind}-{number:03d}" for kind in kinds for number in range(KIND)]),
        "kind": np.repeat(list(kinds), KIND),
        "image": np.concatenate(list(kinds.values()))[:, None].astype(np.uint8),
    }, HERE / "unknown.npz")


def save(name, first, first_bias, second, second_bias):
    """A network of two layers that ends at the logits."""
    graphs.save(
        HERE / name,
        [helper.make_node("Flatten", ["image"], ["pixels"], axis=1),
         helper.make_node("MatMul", ["pixels", "first"], ["first_sum"]),
         helper.make_node("Add", ["first_sum", "first_bias"], ["first_logits"]),
         helper.make_node("Relu", ["first_logits"], ["hidden"]),
         helper.make_node("MatMul", ["hidden", "second"], ["second_sum"]),
         helper.make_node("Add", ["second_sum", "second_bias"], ["logits"])],
        [graphs.value("image", "FLOAT", ["N", 1, 8, 8])],
        [graphs.value("logits", "FLOAT", ["N", 10])],
        [graphs.tensor(constant, values.astype(np.float32)) for constant, values in
         (("first", first), ("first_bias", first_bias), ("second", second), ("second_bias", second_bias))],
        metadata={"classes": json.dumps([str(digit) for digit in range(10)])})


def main():
    rng = np.random.default_rng(11)
    digits = load_digits()
    images, truth = digits.images.astype(np.int64), digits.target
    order = rng.permutation(len(images))
    test, training = order[:HELD_OUT], order[HELD_OUT:]

    # The network has seen dim, noisy and shifted images too; only a third of them moved, so that a shift stays the hard part.
    seen = np.concatenate([images[training], images[training] // 2, noisy(images[training[::2]], rng), shifted(images[training[1::3]], 0, -1)])
    seen_truth = np.concatenate([truth[training], truth[training], truth[training[::2]], truth[training[1::3]]])
    network = MLPClassifier((HIDDEN,), alpha=1.0, random_state=5, max_iter=120, learning_rate_init=3e-3, n_iter_no_change=200)
    warnings.simplefilter("ignore", ConvergenceWarning)  # a fixed number of rounds is wanted, not convergence
    network.fit(seen.reshape(-1, 64) / 16, seen_truth)

    # The division by 16 goes into the weights; what the model is, is what is left after rounding.
    first, first_bias = exact.round_to(network.coefs_[0] / 16, FIRST_BITS), exact.round_to(network.intercepts_[0], FIRST_BITS)
    second, second_bias = exact.round_to(network.coefs_[1], SECOND_BITS), exact.round_to(network.intercepts_[1], SECOND_BITS)

    parts = {"clean": images[test], "noise": noisy(images[test], rng), "dim": images[test] // 2, "shift": shifted(images[test], 0, -1)}
    golden_images = np.concatenate(list(parts.values()))
    golden = pd.DataFrame({
        "id": [f"{number:04d}-{name}" for name in parts for number in test],
        "digit": np.tile(truth[test], len(parts)),
        "corruption": np.repeat(list(parts), HELD_OUT),
    })
    golden["ink"] = np.round(golden_images.reshape(-1, 64).mean(axis=1), 3)

    flat = golden_images.reshape(-1, 64).astype(np.float64)
    hidden = np.maximum(flat @ first + first_bias, 0)
    exact.assert_exact_dot(np.c_[flat, np.ones(len(flat))], np.r_[first, [first_bias]], FIRST_BITS, "first layer")
    exact.assert_exact_dot(np.c_[hidden, np.ones(len(flat))], np.r_[second, [second_bias]], FIRST_BITS + SECOND_BITS, "second layer")
    logits = hidden @ second + second_bias

    save("model.onnx", first, first_bias, second, second_bias)

    # The same network without the altered images: what robustness checks tell from the other.
    plain = MLPClassifier((HIDDEN,), alpha=1.0, random_state=5, max_iter=120, learning_rate_init=3e-3, n_iter_no_change=200)
    plain.fit(images[training].reshape(-1, 64) / 16, truth[training])
    save("clean-only.onnx", exact.round_to(plain.coefs_[0] / 16, FIRST_BITS), exact.round_to(plain.intercepts_[0], FIRST_BITS),
         exact.round_to(plain.coefs_[1], SECOND_BITS), exact.round_to(plain.intercepts_[1], SECOND_BITS))

    files.write_csv(golden, HERE / "golden.csv")
    files.write_npy(golden_images[:, None].astype(np.float32), HERE / "images.npy")
    pixels = pd.DataFrame(golden_images.reshape(-1, 64), columns=[f"px{number}" for number in range(64)])
    files.write_csv(pd.concat([golden, pixels], axis=1), HERE / "pixels.csv.gz")
    files.write_npz({
        "id": golden["id"].to_numpy(str),
        "digit": golden["digit"].to_numpy(np.int64),
        "corruption": golden["corruption"].to_numpy(str),
        "ink": golden["ink"].to_numpy(np.float64),
        "image": golden_images[:, None].astype(np.uint8),
    }, HERE / "golden.npz")

    unknown(golden_images[:HELD_OUT])

    # The rounded network, by scikit-learn itself.
    network.coefs_, network.intercepts_ = [first, second], [first_bias, second_bias]
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    assert np.abs(network.predict_proba(flat) - exponentials / exponentials.sum(axis=1, keepdims=True)).max() < 1e-12
    right = logits.argmax(axis=1) == golden["digit"]
    print(right.groupby(golden["corruption"], sort=False).mean().round(4).to_dict(), "all", round(right.mean(), 4))
    assert right[golden["corruption"] == "clean"].mean() > 0.95


if __name__ == "__main__":
    main()
