"""Runs the samples' ONNX models with NumPy: the few operators they use, each as the ONNX specification defines it.

The samples' arithmetic is exact or double (testdata/README.md), so this is not an approximation of ONNX Runtime.
"""
import numpy as np
import onnx
from onnx import helper, numpy_helper


def run(path, feeds, stop_before=()):
    """Values of every tensor of the graph by name. Operators named in stop_before are left out (ZipMap has no tensor)."""
    model = onnx.load(str(path))
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    values.update(feeds)
    for node in model.graph.node:
        if node.op_type in stop_before:
            continue
        attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        results = OPERATORS[node.op_type](attributes, *(values[name] for name in node.input))
        values.update(zip(node.output, results if isinstance(results, tuple) else (results,)))
    return values


def _texts(values):
    return np.array([value.decode("utf-8") for value in values])


def _one_hot(attributes, values):
    return (values[..., None] == _texts(attributes["cats_strings"])).astype(np.float32)


def _label_encoder(attributes, values):
    table = dict(zip(_texts(attributes["keys_strings"]), attributes["values_floats"]))
    return np.vectorize(lambda text: table.get(text, attributes["default_float"]), otypes=[np.float32])(values)


def _trees(attributes, features):
    features = np.asarray(features, np.float32)
    classes = attributes.get("classlabels_int64s") or list(_texts(attributes["classlabels_strings"]))
    nodes = {key: np.array(attributes[f"nodes_{key}"]) for key in ("treeids", "nodeids", "featureids", "truenodeids", "falsenodeids")}
    thresholds = np.array(attributes["nodes_values"], np.float32)
    is_leaf = np.array([mode == b"LEAF" for mode in attributes["nodes_modes"]])
    weights = {}
    for key in zip(attributes["class_treeids"], attributes["class_nodeids"], attributes["class_ids"], attributes["class_weights"]):
        weights.setdefault(key[:2], np.zeros(len(classes)))[key[2]] += np.float32(key[3])
    scores = np.zeros((len(features), len(classes)))
    rows = np.arange(len(features))
    for tree in np.unique(nodes["treeids"]):
        at = {node: index for index, node in enumerate(nodes["nodeids"]) if nodes["treeids"][index] == tree}
        position = np.full(len(features), at[0])
        step_true = np.array([at.get(target, 0) if nodes["treeids"][index] == tree else 0 for index, target in enumerate(nodes["truenodeids"])])
        step_false = np.array([at.get(target, 0) if nodes["treeids"][index] == tree else 0 for index, target in enumerate(nodes["falsenodeids"])])
        while not is_leaf[position].all():
            goes = features[rows, nodes["featureids"][position]] <= thresholds[position]
            position = np.where(is_leaf[position], position, np.where(goes, step_true[position], step_false[position]))
        table = np.stack([weights.get((tree, node), np.zeros(len(classes))) for node in nodes["nodeids"]])
        scores += table[position]
    if set(attributes["class_ids"]) == {0} and len(classes) == 2:  # a binary ensemble states the positive class and implies the other
        scores = np.stack([1 - scores[:, 0], scores[:, 0]], axis=1)
    exact = scores.astype(np.float32)
    assert (exact == scores).all(), "the trees' sums do not fit float32: the sample is not exact"
    return np.array(classes)[exact.argmax(axis=1)], exact


OPERATORS = {
    "Add": lambda _, left, right: left + right,
    "Sub": lambda _, left, right: left - right,
    "Div": lambda _, left, right: left / right,
    "MatMul": lambda _, left, right: left @ right,
    "Relu": lambda _, values: np.maximum(values, 0),
    "Flatten": lambda attributes, values: values.reshape(int(np.prod(values.shape[:attributes["axis"]])), -1),
    "Reshape": lambda _, values, shape: values.reshape(shape),
    "Concat": lambda attributes, *parts: np.concatenate(parts, axis=attributes["axis"]),
    "Cast": lambda attributes, values: values.astype(helper.mapping.TENSOR_TYPE_TO_NP_TYPE[attributes["to"]]),
    "DequantizeLinear": lambda _, values, step: values.astype(np.float32) * step,
    "OneHotEncoder": _one_hot,
    "LabelEncoder": _label_encoder,
    "TreeEnsembleClassifier": _trees,
}
