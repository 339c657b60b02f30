"""Makes the tiny models of the inference tests: /usr/bin/python3 make_models.py

Each holds one thing that a model can look like. Weights are small powers of two and ten, so that expected values can be
computed by head and are exact in every float type.
"""
import pathlib

import numpy as np
from onnx import TensorProto, ValueInfoProto, checker, helper, numpy_helper, save

HERE = pathlib.Path(__file__).resolve().parent / "models"
ML = {"domain": "ai.onnx.ml"}
FLOAT, DOUBLE, INT64, STRING = TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT64, TensorProto.STRING
ELEMENTS = ["FLOAT", "DOUBLE", "FLOAT16", "BFLOAT16", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64", "BOOL"]


def value(name, element, shape):
    return helper.make_tensor_value_info(name, element, shape)


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def maps(name, key):
    """The value info of a ZipMap output: seq(map(key, tensor(float)))."""
    info = ValueInfoProto(name=name)
    entry = info.type.sequence_type.elem_type.map_type
    entry.key_type = key
    entry.value_type.tensor_type.elem_type = FLOAT
    return info


def write(name, nodes, inputs, outputs, constants=(), metadata=None, check=True):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, producer_name="modelspecs-tests", opset_imports=[helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 2)])
    model.ir_version = 8
    if metadata:
        helper.set_model_props(model, metadata)
    if check:
        checker.check_model(model)
    path = HERE / f"{name}.onnx"
    save(model, str(path))
    assert path.stat().st_size < 5_000, (name, path.stat().st_size)


def node(operator, inputs, outputs, **attributes):
    return helper.make_node(operator, inputs, outputs, **attributes)


def linear(name, x=("N", 2), y=("N", 1), squeeze=False, metadata=None, weights=((1,), (10,)), output="y"):
    """y = x0 + 10 x1."""
    nodes = [node("MatMul", ["x", "w"], ["m" if squeeze else output])]
    if squeeze:
        nodes.append(node("Squeeze", ["m", "axis"], [output]))
    constants = [constant("w", np.array(weights, np.float32))] + ([constant("axis", np.array([1], np.int64))] if squeeze else [])
    write(name, nodes, [value("x", FLOAT, x)], [value(output, FLOAT, y)], constants, metadata)


def elements():
    """One model a type: y = x0 + 10 x1 in double precision."""
    for element in ELEMENTS:
        write(f"element_{element.lower()}",
              [node("Cast", ["x"], ["d"], to=DOUBLE), node("MatMul", ["d", "w"], ["y"])],
              [value("x", getattr(TensorProto, element), ["N", 2])], [value("y", DOUBLE, ["N", 1])],
              [constant("w", np.array([[1], [10]], np.float64))])
    for element in ["FLOAT16", "DOUBLE", "INT32", "BFLOAT16"]:
        write(f"gives_{element.lower()}", [node("Cast", ["x"], ["y"], to=getattr(TensorProto, element))],
              [value("x", FLOAT, ["N", 1])], [value("y", getattr(TensorProto, element), ["N", 1])])


def texts():
    """Two text inputs of different shapes: y = code(color) + 10 code(size)."""
    write("texts", [
        node("LabelEncoder", ["color"], ["c"], keys_strings=["red", "green", "", "grün"], values_floats=[1.0, 2.0, 5.0, 7.0], default_float=-1.0, **ML),
        node("LabelEncoder", ["size"], ["s0"], keys_strings=["S", "L"], values_floats=[10.0, 20.0], default_float=-10.0, **ML),
        node("Unsqueeze", ["s0", "axis"], ["s"]),
        node("Add", ["c", "s"], ["y"]),
    ], [value("color", STRING, ["N", 1]), value("size", STRING, ["N"])], [value("y", FLOAT, ["N", 1])], [constant("axis", np.array([1], np.int64))])
    write("text_row", [
        node("LabelEncoder", ["words"], ["c"], keys_strings=["a", "b"], values_floats=[1.0, 2.0], default_float=0.0, **ML),
        node("MatMul", ["c", "w"], ["y"]),
    ], [value("words", STRING, ["N", 2])], [value("y", FLOAT, ["N", 1])], [constant("w", np.array([[1], [10]], np.float32))])


def classifiers():
    """Scores of class k are x[k], as they are; the label is the arg max."""
    x3 = [value("x", FLOAT, ["N", 3])]
    eye = dict(coefficients=[float(v) for v in np.eye(3).reshape(-1)], intercepts=[0.0] * 3)
    for kind, labels, key in [("text", dict(classlabels_strings=["cat", "dog", "emu"]), STRING), ("int", dict(classlabels_int64s=[3, 5, 7]), INT64)]:
        own = labels if kind == "text" else dict(classlabels_ints=[3, 5, 7])
        write(f"zipmap_{kind}", [
            node("LinearClassifier", ["x"], ["label", "raw"], post_transform="SOFTMAX", **eye, **own, **ML),
            node("ZipMap", ["raw"], ["probability"], **labels, **ML),
        ], x3, [value("label", key, ["N"]), maps("probability", key)])
        # Without ZipMap: the names stand in the graph alone.
        write(f"classifier_{kind}", [
            node("LinearClassifier", ["x"], ["label", "raw"], post_transform="SOFTMAX", **eye, **own, **ML),
            node("Cast", ["raw"], ["probability"], to=FLOAT),
        ], x3, [value("label", key, ["N"]), value("probability", FLOAT, ["N", 3])])
    write("logits", [node("Identity", ["x"], ["logits"])], x3, [value("logits", FLOAT, ["N", 3])])
    write("scores", [node("Identity", ["x"], ["output"])], x3, [value("output", FLOAT, ["N", 3])])
    write("scores_named", [node("Identity", ["x"], ["output"])], x3, [value("output", FLOAT, ["N", 3])], metadata={"classes": '["cat", "dog", "emu"]'})
    write("score", [node("Identity", ["x"], ["output"])], [value("x", FLOAT, ["N", 1])], [value("output", FLOAT, ["N", 1])])
    write("logit", [node("Identity", ["x"], ["logit"])], [value("x", FLOAT, ["N", 1])], [value("logit", FLOAT, ["N", 1])])
    write("binary", [node("Identity", ["x"], ["probabilities"])], [value("x", FLOAT, ["N", 2])], [value("probabilities", FLOAT, ["N", 2])])

    def labelled(name, width, keys, values, at_least=None):
        """Scores x and a label output that no attribute names: of arg max, or of an operating point."""
        index = [node("ArgMax", ["x"], ["i"], axis=1, keepdims=0)] if at_least is None else [
            node("Slice", ["x", "one", "two", "one"], ["p1"]), node("Squeeze", ["p1", "one"], ["p"]),
            node("GreaterOrEqual", ["p", "t"], ["b"]), node("Cast", ["b"], ["i"], to=INT64)]
        constants = [] if at_least is None else [constant("one", np.array([1], np.int64)), constant("two", np.array([2], np.int64)), constant("t", np.float32(at_least))]
        text = isinstance(values[0], str)
        index.append(node("LabelEncoder", ["i"], ["label"], keys_int64s=keys, values_strings=values, **ML) if text
                     else node("Add", ["i", "offset"], ["label"]))
        constants += [] if text else [constant("offset", np.array(values[0], np.int64))]
        write(name, index + [node("Identity", ["x"], ["scores"])], [value("x", FLOAT, ["N", width])],
              [value("label", STRING if text else INT64, ["N"]), value("scores", FLOAT, ["N", width])], constants)

    labelled("labelled_int", 2, [0, 1], [0])
    labelled("labelled_text", 2, [0, 1], ["no", "yes"])
    labelled("labelled_low", 2, [0, 1], ["no", "yes"], at_least=0.25)
    labelled("labelled_three", 3, [0, 1, 2], ["cat", "dog", "emu"])
    labelled("labelled_three_int", 3, [0, 1, 2], [0])
    labelled("labelled_three_from_one", 3, [0, 1, 2], [1])

    def labels_only(name, element, nodes):
        write(name, nodes, [value("x", INT64, ["N", 1])], [value("label", element, ["N", 1])])

    labels_only("label_int", INT64, [node("Identity", ["x"], ["label"])])
    labels_only("label_text", STRING, [node("LabelEncoder", ["x"], ["label"], keys_int64s=[0, 1, 2], values_strings=["cat", "dog", "emu"], default_string="?", **ML)])
    labels_only("label_bool", TensorProto.BOOL, [node("Cast", ["x"], ["label"], to=TensorProto.BOOL)])


def shapes():
    linear("linear")
    linear("linear_flat", y=("N",), squeeze=True)
    linear("linear_fixed", x=(4, 2), y=(4, 1))
    linear("linear_named", metadata={"features": "a,b"})
    linear("linear_named_json", metadata={"features": '["a", "b"]'})
    linear("any_width", x=("N", "F"))
    linear("two_columns", y=("N", 2), weights=((1, 2), (10, 20)))
    # Several labels: a sigmoid each, of logits x0 - x1, x1 and -2 x0.
    write("topics", [node("Gemm", ["x", "w", "b"], ["z"]), node("Sigmoid", ["z"], ["topics"])], [value("x", FLOAT, ["N", 2])], [value("topics", FLOAT, ["N", 3])],
          [constant("w", np.array([[1, 0, -2], [-1, 1, 0]], np.float32)), constant("b", np.zeros(3, np.float32))])
    write("flat_input", [node("Identity", ["x"], ["y"])], [value("x", FLOAT, ["N"])], [value("y", FLOAT, ["N"])])
    write("two_inputs", [node("Add", ["a", "b"], ["y"])], [value("a", FLOAT, ["N", 1]), value("b", FLOAT, ["N", 1])], [value("y", FLOAT, ["N", 1])])
    write("image", [node("Flatten", ["image"], ["f"]), node("MatMul", ["f", "w"], ["y"])],
          [value("image", FLOAT, ["N", 1, 2, 2])], [value("y", FLOAT, ["N", 1])], [constant("w", np.array([[1], [10], [100], [1000]], np.float32))])
    write("image_any", [node("Flatten", ["image"], ["f"]), node("MatMul", ["f", "w"], ["y"])],
          [value("image", FLOAT, ["N", 1, "H", "W"])], [value("y", FLOAT, ["N", 1])], [constant("w", np.array([[1], [10], [100], [1000]], np.float32))])
    # An old file: its weights are among the inputs.
    write("initializer_input", [node("MatMul", ["x", "w"], ["y"])], [value("x", FLOAT, ["N", 2]), value("w", FLOAT, [2, 1])],
          [value("y", FLOAT, ["N", 1])], [constant("w", np.array([[1], [10]], np.float32))])


def troubles():
    write("log", [node("Log", ["x"], ["y"])], [value("x", FLOAT, ["N", 1])], [value("y", FLOAT, ["N", 1])])
    write("lookup", [node("Gather", ["table", "x"], ["y"])], [value("x", INT64, ["N", 1])], [value("y", FLOAT, ["N", 1])],
          [constant("table", np.array([1, 2, 4], np.float32))])
    write("two_scores", [node("Identity", ["x"], ["p"]), node("Identity", ["x"], ["q"])], [value("x", FLOAT, ["N", 2])],
          [value("p", FLOAT, ["N", 2]), value("q", FLOAT, ["N", 2])])
    write("whole", [node("ReduceMean", ["x"], ["y"], keepdims=0)], [value("x", FLOAT, ["N", 2])], [value("y", FLOAT, ["M"])], check=False)
    write("unknown_operator", [node("Frobnicate", ["x"], ["y"])], [value("x", FLOAT, ["N", 1])], [value("y", FLOAT, ["N", 1])], check=False)
    write("scalar_input", [node("Mul", ["x", "t"], ["y"])], [value("x", FLOAT, ["N", 1]), value("t", FLOAT, [])], [value("y", FLOAT, ["N", 1])])
    write("fixed_differently", [node("Concat", ["a", "b"], ["y"], axis=0)], [value("a", FLOAT, [2, 1]), value("b", FLOAT, [3, 1])], [value("y", FLOAT, [5, 1])])
    # Two that a model must not be: one draws lots, one sees the other rows of its batch.
    write("draws_lots", [node("MatMul", ["x", "w"], ["m"]), node("RandomNormalLike", ["m"], ["r"], scale=0.01), node("Add", ["m", "r"], ["y"])],
          [value("x", FLOAT, ["N", 2])], [value("y", FLOAT, ["N", 1])], [constant("w", np.array([[1], [10]], np.float32))])
    write("sees_neighbours", [node("MatMul", ["x", "w"], ["m"]), node("ReduceMean", ["m"], ["c"], axes=[0], keepdims=1), node("Sub", ["m", "c"], ["y"])],
          [value("x", FLOAT, ["N", 2])], [value("y", FLOAT, ["N", 1])], [constant("w", np.array([[1], [10]], np.float32))])
    slow_above()
    # Classes of which it is sure whatever it sees.
    write("overconfident", [node("Mul", ["x", "t"], ["logits"])], [value("x", FLOAT, ["N", 3])], [value("logits", FLOAT, ["N", 3])], [constant("t", np.float32(20))])
    # What made-up inputs find: a logarithm of a difference, a quotient, rows that are left out.
    write("log_of_difference", [node("Split", ["x"], ["a", "b"], axis=1), node("Sub", ["a", "b"], ["d"]), node("Log", ["d"], ["y"])],
          [value("x", FLOAT, ["N", 2])], [value("y", FLOAT, ["N", 1])])
    write("quotient", [node("Split", ["x"], ["a", "b"], axis=1), node("Div", ["a", "b"], ["y"])], [value("x", FLOAT, ["N", 2])], [value("y", FLOAT, ["N", 1])])
    write("leaves_out", [node("Cast", ["x"], ["b"], to=TensorProto.BOOL), node("Squeeze", ["b", "one"], ["f"]), node("Compress", ["x", "f"], ["y"], axis=0)],
          [value("x", FLOAT, ["N", 1])], [value("y", FLOAT, ["M", 1])], [constant("one", np.array([1], np.int64))], check=False)
    # Puts 2 where a value is missing, and does not heed the third: y = x0 + 10 x1 + 0 x2.
    write("imputes", [node("IsNaN", ["x"], ["gone"]), node("Where", ["gone", "two", "x"], ["filled"]), node("MatMul", ["filled", "w"], ["y"])],
          [value("x", FLOAT, ["N", 3])], [value("y", FLOAT, ["N", 1])], [constant("two", np.float32(2)), constant("w", np.array([[1], [10], [0]], np.float32))])
    external("external", "external.weights")
    external("external_outside", "../external.weights")


def slow_above():
    """y = x0 + 10 x1; of a row whose x1 is above 5 only after two thousand rounds of a loop for each 1 above it."""
    body = helper.make_graph([node("Identity", ["go"], ["on"]), node("Add", ["v", "nothing"], ["more"])], "body",
                             [value("round", INT64, []), value("go", TensorProto.BOOL, []), value("v", FLOAT, ["N", 1])], [value("on", TensorProto.BOOL, []), value("more", FLOAT, ["N", 1])],
                             [constant("nothing", np.zeros((1, 1), np.float32))])
    write("slow_above", [node("MatMul", ["x", "w"], ["m"]), node("MatMul", ["x", "pick"], ["second"]), node("Sub", ["second", "five"], ["over"]), node("Relu", ["over"], ["above"]),
                         node("ReduceSum", ["above"], ["sum"], keepdims=0), node("Mul", ["sum", "rounds"], ["many"]), node("Cast", ["many"], ["count"], to=INT64),
                         node("Loop", ["count", "", "m"], ["y"], body=body)],
          [value("x", FLOAT, ["N", 2])], [value("y", FLOAT, ["N", 1])],
          [constant("w", np.array([[1], [10]], np.float32)), constant("pick", np.array([[0], [1]], np.float32)), constant("five", np.array([[5]], np.float32)),
           constant("rounds", np.array(2000, np.float32))])


def external(name, location):
    """y = x0 + 10 x1 with its weights in a file of their own."""
    weights = np.array([[1], [10]], np.float32)
    tensor = TensorProto(name="w", data_type=FLOAT, dims=[2, 1], data_location=TensorProto.EXTERNAL)
    for key, text in [("location", location), ("offset", "0"), ("length", str(weights.nbytes))]:
        tensor.external_data.add(key=key, value=text)
    write(name, [node("MatMul", ["x", "w"], ["y"])], [value("x", FLOAT, ["N", 2])], [value("y", FLOAT, ["N", 1])], [tensor], check=False)
    (HERE / "external.weights").write_bytes(weights.tobytes())


HERE.mkdir(exist_ok=True)
for make in (elements, texts, classifiers, shapes, troubles):
    make()
