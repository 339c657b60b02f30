"""What NumPy and onnx say of closeness and of tensors, for the tests of parity: /usr/bin/python3 make_parity.py

isclose.json: pairs of values with NumPy's verdict. tensors/*.pb: a TensorProto of every type, as raw_data and in the field of its type, and tensors.json with
the same values as text. arrays.npz: arrays of many shapes and types with arrays.json.
"""
import itertools
import json
import pathlib

import numpy as np
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).resolve().parent / "parity"
TYPES = {"float": np.float32, "double": np.float64, "float16": np.float16, "int8": np.int8, "int16": np.int16, "int32": np.int32, "int64": np.int64,
         "uint8": np.uint8, "uint16": np.uint16, "uint32": np.uint32, "uint64": np.uint64, "bool": np.bool_}


def text(value):
    return str(value).lower() if isinstance(value, (bool, np.bool_)) else repr(float(value)) if isinstance(value, (float, np.floating)) else str(value)


def isclose():
    special = [0.0, -0.0, 1.0, -1.0, 1.00001, 1.0000099, 1.00001000001, 0.99999, 1e-8, 1.0000001e-8, 9.9e-9, 1e-9, 5e-324, 1e300, 1.00001e300, 1.7976931348623157e308,
               -1.7976931348623157e308, 100.0, 100.001, 100.0011, float("inf"), float("-inf"), float("nan")]
    rng = np.random.default_rng(5)
    pairs = list(itertools.product(special, special))
    for _ in range(300):
        reference = rng.normal() * 10.0 ** rng.integers(-12, 12)
        pairs.append((reference * (1 + rng.normal() * 10.0 ** rng.integers(-7, -3)) + rng.normal() * 1e-8, reference))
    rows = []
    for here, reference in pairs:
        for atol, rtol, equal_nan in ((1e-8, 1e-5, False), (1e-8, 1e-5, True), (0.0, 0.0, False), (0.001, 0.0, False), (0.0, 0.5, False)):
            with np.errstate(all="ignore"):
                close = bool(np.isclose(here, reference, atol=atol, rtol=rtol, equal_nan=equal_nan))
            rows.append([repr(here), repr(float(reference)), repr(atol), repr(rtol), equal_nan, close])
    (HERE / "isclose.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


def values_of(kind):
    if kind == np.bool_:
        return np.array([[True, False, True], [False, False, True]])
    if np.issubdtype(kind, np.floating):
        return np.array([[0.5, -1.25, np.inf], [np.nan, 3.0, np.finfo(kind).max]], kind)
    return np.array([[0, 1, 2], [np.iinfo(kind).min, np.iinfo(kind).max, 7]], kind)


def tensors():
    folder = HERE / "tensors"
    folder.mkdir(parents=True, exist_ok=True)
    known = {}

    def write(name, tensor, element, array):
        (folder / f"{name}.pb").write_bytes(tensor.SerializeToString(deterministic=True))
        known[name] = {"element": element, "shape": list(array.shape), "values": [text(value) if not isinstance(value, str) else value for value in array.ravel()]}

    for element, kind in TYPES.items():
        array = values_of(kind)
        write(f"{element}-raw", numpy_helper.from_array(array, "t"), element, array)
        flat = array.ravel()
        if element == "float16":
            flat = flat.view(np.uint16)
        typed = TensorProto(dims=array.shape, data_type=getattr(TensorProto, element.upper()), name="t")
        field = {"float": "float_data", "double": "double_data", "int64": "int64_data", "uint32": "uint64_data", "uint64": "uint64_data"}.get(element, "int32_data")
        getattr(typed, field).extend(flat.tolist())
        write(f"{element}-typed", typed, element, array)
    texts = np.array([["a", "ä€"], ["", "two words"]], object)
    write("string", numpy_helper.from_array(texts, "t"), "string", texts)
    scalar = np.array(2.5, np.float32)
    write("scalar", numpy_helper.from_array(scalar, ""), "float", scalar)
    empty = np.zeros((0, 3), np.float32)
    write("empty", numpy_helper.from_array(empty, "t"), "float", empty)
    (HERE / "tensors.json").write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")
    external = numpy_helper.from_array(np.zeros(2, np.float32), "t")
    external.ClearField("raw_data")
    external.data_location = TensorProto.EXTERNAL
    external.external_data.add(key="location", value="../../secret.bin")
    (folder / "external.bad").write_bytes(external.SerializeToString(deterministic=True))
    complex_values = numpy_helper.from_array(np.array([1 + 2j], np.complex64), "t")
    (folder / "complex.bad").write_bytes(complex_values.SerializeToString(deterministic=True))
    sequence = numpy_helper.from_list([np.zeros(2, np.float32), np.ones(2, np.float32)], "s")
    (folder / "sequence.bad").write_bytes(sequence.SerializeToString(deterministic=True))


def main():
    HERE.mkdir(exist_ok=True)
    isclose()
    tensors()


if __name__ == "__main__":
    main()
