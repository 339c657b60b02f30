"""Parameters rounded to dyadic fractions, so that every sum a model makes is exact in float32.

An exact sum does not depend on the order of its terms, on fused multiply-add or on the width of the vector unit: the
samples' models give the same bits on every processor and in every version of ONNX Runtime, and a forward pass in NumPy
is not an approximation of them. That is what lets the reference values be held to 1e-12.
"""
import numpy as np

FLOAT32_BITS = 24


def round_to(values, bits):
    """Nearest multiple of 2^-bits."""
    return np.round(np.asarray(values, np.float64) * 2.0**bits) / 2.0**bits


def assert_exact_dot(left, right, bits, what):
    """Refuses a product whose partial sums might not fit float32: terms are multiples of 2^-bits, and so are their sums."""
    largest = (np.abs(np.asarray(left, np.float64)) @ np.abs(np.asarray(right, np.float64))).max()
    assert largest * 2.0**bits < 2.0**FLOAT32_BITS, f"{what}: sums of {largest} in steps of 2^-{bits} do not fit float32"


def floor_to_float32(values):
    """Largest float32 not above each value: for a float32 x, x <= value and x <= floor(value) say the same."""
    values = np.asarray(values, np.float64)
    floored = values.astype(np.float32)
    too_high = floored.astype(np.float64) > values
    floored[too_high] = np.nextafter(floored[too_high], np.float32(-np.inf))
    return floored


def leaf_shares(tree, trees, bits=20):
    """Class shares of each node [node, class], a share of 1/trees in all, in multiples of 2^-bits that sum exactly."""
    assert trees & (trees - 1) == 0, "1/trees is exact only for a power of two"
    counts = tree.value[:, 0, :]
    shares = counts / counts.sum(axis=1, keepdims=True)
    total = 2**bits // trees
    steps = np.floor(shares * total)
    # Largest remainders first, lower class on ties, until every node's shares sum to the whole.
    remainders = shares * total - steps
    for node in range(len(steps)):
        missing = int(round(total - steps[node].sum()))
        for index in np.argsort(-remainders[node], kind="stable")[:missing]:
            steps[node, index] += 1
    return steps / 2.0**bits
