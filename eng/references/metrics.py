"""Writes scikit-learn's value of every metric on small made-up inputs, for KernelReferenceTests.

    /usr/bin/python3 eng/references/metrics.py     # Debian 12: python3-sklearn

One file a task, in tests/ModelSpecs.Metrics.Tests/References/. Inputs and values are written with all their digits; null is undefined.
Where ModelSpecs departs from scikit-learn (docs/metrics.md lists it), the value here is set to null by the rule, not by the result.
"""
import hashlib
import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from fractions import Fraction
from sklearn import metrics
from scipy import optimize
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References"
EPSILON = 2.220446049250313e-16
COMPARED = []  # one entry for each curve of scikit-learn's that was compared


def ratio(numerator, denominator):
    return None if denominator <= 0 else float(numerator) / float(denominator)


class Values:
    """Collects (request, value) pairs."""

    def __init__(self):
        self.all = []

    def add(self, metric, value, **parameters):
        self.all.append({"metric": metric, **parameters, "value": None if value is None else float(value)})


# ---- calibration ---------------------------------------------------------------------------------------------------------

def gaps(confidence, hit, weights, index, bins):
    """(gap, weight) of each bin that has weight."""
    found = []
    for bin_ in range(bins):
        rows = index == bin_
        weight = weights[rows].sum()
        if weight > 0:
            mean = (weights[rows] * confidence[rows]).sum() / weight
            share = (weights[rows] * hit[rows]).sum() / weight
            found.append((abs(mean - share), weight))
    return found


def uniform_bins(confidence, bins):
    edges = [Fraction(k, bins) for k in range(bins + 1)]
    floats = np.array([float(edge) for edge in edges])
    return np.clip(np.searchsorted(floats, confidence, side="left") - 1, 0, bins - 1)


def quantile_bins(confidence, weights, bins):
    """The inner edges at the exact positions (n - 1) k / B of NumPy's linear quantile; a whole weight is a repetition."""
    if weights is not None:
        confidence_repeated = np.repeat(confidence, weights.astype(int))
    else:
        confidence_repeated = confidence
    ordered = np.sort(confidence_repeated)
    edges = []
    for k in range(1, bins):
        position = Fraction((len(ordered) - 1) * k, bins)
        low = position.numerator // position.denominator
        rest = float(position - low)
        edges.append(ordered[low] if rest == 0 else ordered[low] + rest * (ordered[low + 1] - ordered[low]))
    return np.searchsorted(np.array(edges), confidence, side="left")


def calibration(values, confidence, hit, weights):
    unit = np.ones(len(hit)) if weights is None else weights
    hit = hit.astype(float)
    for bins in (15, 10, 1):
        found = gaps(confidence, hit, unit, uniform_bins(confidence, bins), bins)
        values.add("ece", sum(gap * weight for gap, weight in found) / unit.sum(), bins=bins)
        values.add("mce", max(gap for gap, _ in found), bins=bins)
    if weights is None or (weights == weights.astype(int)).all():
        for bins in (7, 10):
            index = quantile_bins(confidence, weights, bins)
            found = gaps(confidence, hit, unit, index, bins)
            # The same bins as scikit-learn's curve, where its floating-point edges part the rows as the exact ones do: an edge that is a row's
            # own value may come out above or below it.
            parted = np.searchsorted(np.percentile(confidence, np.linspace(0, 1, bins + 1) * 100)[1:-1], confidence)
            if weights is None and len(hit) > 20 and 0 < hit.sum() < len(hit) and (parted == index).all():
                COMPARED.append(bins)
                share, mean = calibration_curve(hit, confidence, n_bins=bins, strategy="quantile")
                assert np.allclose(sorted(np.abs(share - mean)), sorted(gap for gap, _ in found), atol=1e-12)
            values.add("ece", sum(gap * weight for gap, weight in found) / unit.sum(), bins=bins, strategy="quantile")
            values.add("mce", max(gap for gap, _ in found), bins=bins, strategy="quantile")


def class_calibration(values, truth, score, sample_weight, **parameters):
    """ece, mce, brier and log_loss of one class's probability against its own truth."""
    own = Values()
    calibration(own, score, truth, sample_weight)
    for value in own.all:
        if value["bins"] in (15, 10):
            values.all.append({**parameters, **value})
    values.add("log_loss", metrics.log_loss(truth, score, labels=[False, True], sample_weight=sample_weight), **parameters)
    brier = np.average((score - truth) ** 2, weights=sample_weight)
    if len(np.unique(truth)) == 2:  # scikit-learn refuses one class
        library = metrics.brier_score_loss(truth, score, sample_weight=sample_weight)
        assert np.isclose(brier, library, rtol=1e-14)
        brier = library
    values.add("brier", brier, **parameters)


def recalibrate(values, truth, p, sample_weight, mirrored=False, **parameters):
    """Slope and intercept of the logistic recalibration of a class."""
    slope, intercept = recalibration(truth, p, np.ones(len(truth)) if sample_weight is None else sample_weight, mirrored)
    values.add("calibration_slope", slope, **parameters)
    values.add("calibration_intercept", intercept, **parameters)


def recalibration(truth, p, weights, mirrored=False):
    most = np.log((1 - 1e-12) / 1e-12)
    x, y = np.clip(np.log(p / (1 - p)), -most, most)[weights > 0].astype(np.longdouble), truth[weights > 0].astype(np.longdouble)
    x = -x if mirrored else x
    w = weights[weights > 0].astype(np.longdouble)
    both = len(y) > 0 and 0 < y.sum() < len(y)
    overlap = both and x[y == 1].min() < x[y == 0].max() and x[y == 0].min() < x[y == 1].max()
    slope = newton(np.column_stack([np.ones(len(x)), x]), np.zeros(len(x)), y, w)[1] if overlap else None
    return slope, newton(np.ones((len(x), 1)), x, y, w)[0] if both else None


def newton(design, offset, y, w):
    """The maximum of the likelihood, to extended precision; SciPy's root or scikit-learn's fit says that it is the right one."""
    b = np.zeros(design.shape[1], dtype=np.longdouble)
    if len(b) == 1:
        b[0] = optimize.brentq(lambda a: float((w * (np.where(y == 1, -1 / (1 + np.exp(a + offset)), 1 / (1 + np.exp(-a - offset))))).sum()), -100, 100, xtol=1e-12)
    root = b.copy()
    for _ in range(50):
        z = design @ b + offset
        p, rest = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))
        gradient = design.T @ (w * np.where(y == 1, rest, -p))
        curve = (design.T * (w * p * rest)) @ design
        step = gradient / curve[0, 0] if len(b) == 1 else np.array(
            [curve[1, 1] * gradient[0] - curve[0, 1] * gradient[1], curve[0, 0] * gradient[1] - curve[0, 1] * gradient[0]]) / (curve[0, 0] * curve[1, 1] - curve[0, 1] ** 2)
        b = b + step
    assert np.abs(step).max() < 1e-15 * (1 + np.abs(b).max()), step
    assert len(b) == 2 or np.abs(b - root).max() < 1e-6, (b, root)
    if len(b) == 2 and 1e-3 < np.ptp(design[:, 1]) < 20:  # beyond, scikit-learn's optimizer stops short
        fit = LogisticRegression(penalty=None, tol=1e-12, max_iter=10_000).fit(design[:, 1:].astype(float), y.astype(int), sample_weight=w.astype(float))
        assert np.isclose(fit.coef_[0, 0], float(b[1]), rtol=1e-3, atol=1e-3), (fit.coef_, b)
    return b


# ---- classification ------------------------------------------------------------------------------------------------------

def ratios(truth, predicted, weights):
    """Ratios of one class against the rest, with numerator and denominator."""
    tp, fp = weights[truth & predicted].sum(), weights[~truth & predicted].sum()
    fn, tn = weights[truth & ~predicted].sum(), weights[~truth & ~predicted].sum()
    return {
        "precision": (tp, tp + fp), "recall": (tp, tp + fn), "f1": (2 * tp, 2 * tp + fp + fn),
        "specificity": (tn, tn + fp), "fpr": (fp, tn + fp), "fnr": (fn, tp + fn), "npv": (tn, tn + fn),
        "fbeta": (5 * tp, 5 * tp + 4 * fn + fp),
    }


def one_class(values, truth, predicted, weights, sample_weight, **parameters):
    values.add("positives", truth.sum(), **parameters)
    values.add("prevalence", weights[truth].sum() / weights.sum(), **parameters)
    values.add("selection_rate", weights[predicted].sum() / weights.sum(), **parameters)
    for name, (numerator, denominator) in ratios(truth, predicted, weights).items():
        beta = {"beta": 2} if name == "fbeta" else {}
        value = ratio(numerator, denominator)
        functions = {"precision": metrics.precision_score, "recall": metrics.recall_score, "f1": metrics.f1_score,
                     "fbeta": lambda *a, **k: metrics.fbeta_score(*a, beta=2, **k)}
        if name in functions and value is not None:
            value = functions[name](truth, predicted, sample_weight=sample_weight, zero_division=0)
        values.add(name, value, **beta, **parameters)
        for replacement in (0, 1):
            values.add(name, replacement if value is None else value, zero_division=replacement, **beta, **parameters)


def operating_points(values, truth, scores, sample_weight, rates, precisions, **parameters):
    """recall at the thresholds of sklearn.metrics.roc_curve and precision_recall_curve, all of them."""
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    some, others = weights[truth].sum() > 0, weights[~truth].sum() > 0
    for rate in rates:
        value = None
        if some and others:
            fpr, tpr, _ = metrics.roc_curve(truth, scores, sample_weight=sample_weight, drop_intermediate=False)
            value = tpr[fpr <= rate + 1e-12 * rate].max()
        values.add("recall", value, at_fpr=rate, **parameters)
    for least in precisions:
        value = None
        if some:
            precision, recall, _ = metrics.precision_recall_curve(truth, scores, sample_weight=sample_weight)
            # The last point of the curve is "predict none", of recall 0 and a precision that is set to 1.
            value = recall[precision >= least - 1e-12 * least].max()
        values.add("recall", value, at_precision=least, **parameters)


def stated_prevalence(values, truth, predicted, sample_weight, **parameters):
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    both = weights[truth].sum() > 0 and weights[~truth].sum() > 0
    values.add("alerts_per_million", 1e6 * weights[predicted].sum() / weights.sum(), **parameters)
    for prevalence in (0.001, 0.3):
        share = precision = None
        if both:
            tpr = metrics.recall_score(truth, predicted, sample_weight=sample_weight, zero_division=0)
            fpr = 1 - metrics.recall_score(~truth, ~predicted, sample_weight=sample_weight, zero_division=0)
            # Exactly: 1 - recall of the negatives loses digits where few are flagged.
            exact = weights[~truth & predicted].sum() / weights[~truth].sum()
            assert np.isclose(fpr, exact, atol=1e-15)
            share = tpr * prevalence + exact * (1 - prevalence)
            precision = ratio(tpr * prevalence, share)
        values.add("alerts_per_million", None if share is None else 1e6 * share, at_prevalence=prevalence, **parameters)
        values.add("precision", precision, at_prevalence=prevalence, **parameters)


def lift(values, truth, predicted, scores, sample_weight, **parameters):
    """Precision over prevalence, and the same of the highest scores; a tie at the cut gives in proportion."""
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    prevalence = weights[truth].sum() / weights.sum()
    flagged = weights[predicted].sum()
    values.add("lift", None if prevalence == 0 or flagged == 0 else weights[truth & predicted].sum() / flagged / prevalence, **parameters)
    for share in (0.1, 0.5, 1.0):
        room, taken = share * weights.sum(), 0.0
        for score in np.unique(scores)[::-1]:
            tie = weights[scores == score].sum()
            part = min(1.0, room / tie) if tie > 0 else 0.0
            taken += part * weights[(scores == score) & truth].sum()
            room = max(0.0, room - tie)
        values.add("lift", None if prevalence == 0 else taken / (share * weights.sum()) / prevalence, at_top=share, **parameters)


def skill(values, truth, scores, sample_weight):
    """Against scikit-learn's loss of the class shares."""
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    columns = np.column_stack([1 - scores, scores]) if scores.ndim == 1 else scores
    classes = columns.shape[1]
    shares = np.array([weights[truth == c].sum() for c in range(classes)]) / weights.sum()
    several = (shares < 1).all()
    everywhere = np.repeat(shares[None], len(truth), axis=0)
    hot = np.eye(classes)[truth]
    brier = lambda p: np.average(((p - hot) ** 2).sum(axis=1), weights=weights)  # noqa: E731
    values.add("brier_skill", 1 - brier(columns) / brier(everywhere) if several else None)
    loss = lambda p: metrics.log_loss(truth, p, labels=range(classes), sample_weight=sample_weight)  # noqa: E731
    values.add("log_loss_skill", 1 - loss(scores) / loss(everywhere if scores.ndim > 1 else everywhere[:, 1]) if several else None)


def cost_of_errors(values, truth, predicted, sample_weight, classes):
    """Σ w c(truth, prediction), by the confusion matrix."""
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    counts = metrics.confusion_matrix(truth, predicted, labels=range(classes), sample_weight=sample_weight)
    stated = [[0.0, 10.0], [1000.0, -5.0]] if classes == 2 else [[abs(t - p) * (1.5 if p > t else 0.5) - (t == p) for p in range(classes)] for t in range(classes)]
    total = (counts * np.array(stated)).sum()
    values.add("cost", total / weights.sum(), costs=stated)
    values.add("cost", total, costs=stated, total=True)


def agreement(values, truth, predicted, weights, sample_weight):
    several = lambda labels: sum(weights[labels == label].sum() > 0 for label in np.unique(labels)) > 1  # noqa: E731
    values.add("mcc", metrics.matthews_corrcoef(truth, predicted, sample_weight=sample_weight)
               if several(truth) and several(predicted) else None)
    weighed = np.concatenate([truth[weights > 0], predicted[weights > 0]])
    values.add("cohen_kappa", metrics.cohen_kappa_score(truth, predicted, sample_weight=sample_weight)
               if len(np.unique(weighed)) > 1 else None)


def binary(truth, predicted, scores, sample_weight):
    values = Values()
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    positive, chosen = truth == 1, predicted == 1
    both = weights[positive].sum() > 0 and weights[~positive].sum() > 0
    values.add("n", len(truth))
    values.add("accuracy", metrics.accuracy_score(truth, predicted, sample_weight=sample_weight))
    values.add("balanced_accuracy", metrics.balanced_accuracy_score(truth, predicted, sample_weight=sample_weight) if both else None)
    one_class(values, positive, chosen, weights, sample_weight)
    one_class(values, positive, chosen, weights, sample_weight, **{"class": 1})
    one_class(values, ~positive, ~chosen, weights, sample_weight, **{"class": 0})
    agreement(values, truth, predicted, weights, sample_weight)
    cost_of_errors(values, truth, predicted, sample_weight, 2)
    for parameters, side, score in (({}, positive, scores), ({"class": 1}, positive, scores), ({"class": 0}, ~positive, -scores)):
        values.add("roc_auc", metrics.roc_auc_score(side, score, sample_weight=sample_weight) if both else None, **parameters)
        values.add("average_precision", metrics.average_precision_score(side, score, sample_weight=sample_weight)
                   if weights[side].sum() > 0 else None, **parameters)
        recalibrate(values, side, scores, sample_weight, mirrored=parameters.get("class") == 0, **parameters)
        operating_points(values, side, score, sample_weight, (0.0, 0.1, 1 / 3, 1.0), (0.25, 0.6, 0.9, 1.0), **parameters)
        lift(values, side, chosen if side is positive else ~chosen, score, sample_weight, **parameters)
        stated_prevalence(values, side, chosen if side is positive else ~chosen, sample_weight, **parameters)
    class_calibration(values, ~positive, 1 - scores, sample_weight, **{"class": 0})
    class_calibration(values, positive, scores, sample_weight, **{"class": 1})
    values.add("log_loss", metrics.log_loss(truth, scores, labels=[0, 1], sample_weight=sample_weight))
    skill(values, truth, scores, sample_weight)
    values.add("brier", np.average((scores - truth) ** 2, weights=sample_weight))
    if len(np.unique(truth)) == 2:
        assert np.isclose(values.all[-1]["value"], metrics.brier_score_loss(truth, scores, sample_weight=sample_weight), rtol=1e-14)
    calibration(values, scores, positive, sample_weight)
    return values.all


def averages(values, truth, predicted, weights, sample_weight, classes, in_mean):
    per_class = [ratios(truth == c, predicted == c, weights) for c in range(classes)]
    functions = {"precision": metrics.precision_score, "recall": metrics.recall_score, "f1": metrics.f1_score,
                 "fbeta": lambda *a, **k: metrics.fbeta_score(*a, beta=2, **k)}
    for name in per_class[0]:
        beta = {"beta": 2} if name == "fbeta" else {}
        for average in ("macro", "micro", "weighted"):
            for replacement in (None, 0, 1):
                parameters = {"average": average, **beta} if replacement is None else {"average": average, "zero_division": replacement, **beta}
                ones = [ratio(*per_class[c][name]) for c in in_mean]
                filled = [(replacement or 0) if one is None else one for one in ones]
                support = [weights[truth == c].sum() for c in in_mean]
                if average == "micro":
                    expected = ratio(sum(per_class[c][name][0] for c in in_mean), sum(per_class[c][name][1] for c in in_mean))
                elif average == "macro":
                    expected = None if all(one is None for one in ones) else np.mean(filled)
                else:
                    expected = None if all(one is None for one, s in zip(ones, support) if s > 0) else np.average(filled, weights=support)
                if expected is None:
                    expected = replacement
                elif name in functions:
                    value = functions[name](truth, predicted, labels=in_mean, average=average, sample_weight=sample_weight,
                                            zero_division=replacement or 0)
                    assert np.isclose(value, expected, rtol=1e-13, atol=1e-15), (name, average, replacement, value, expected)
                    expected = value
                values.add(name, expected, **parameters)


def multiclass(truth, predicted, scores, sample_weight, declared):
    values = Values()
    classes = scores.shape[1]
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    in_mean = list(range(classes)) if declared else sorted(set(truth) | set(predicted))
    support = np.array([weights[truth == c].sum() for c in range(classes)])
    values.add("n", len(truth))
    values.add("positives", None)
    values.add("accuracy", metrics.accuracy_score(truth, predicted, sample_weight=sample_weight))
    values.add("balanced_accuracy", metrics.balanced_accuracy_score(truth, predicted, sample_weight=sample_weight))
    for c in range(classes):
        one_class(values, truth == c, predicted == c, weights, sample_weight, **{"class": c})
        stated_prevalence(values, truth == c, predicted == c, sample_weight, **{"class": c})
    averages(values, truth, predicted, weights, sample_weight, classes, in_mean)
    agreement(values, truth, predicted, weights, sample_weight)
    cost_of_errors(values, truth, predicted, sample_weight, classes)
    for k in (1, 2, classes):
        best = np.argsort(scores, axis=1, kind="mergesort")[:, ::-1][:, :k]
        value = np.average((best == truth[:, None]).any(axis=1), weights=sample_weight)
        if len(np.unique(truth)) > 2:  # scikit-learn takes fewer for a binary task
            assert np.isclose(value, metrics.top_k_accuracy_score(truth, scores, k=k, labels=range(classes), sample_weight=sample_weight), rtol=1e-14)
        values.add("top_k_accuracy", value, k=k)
    rankings(values, truth, scores, weights, sample_weight, support, in_mean)
    values.add("log_loss", metrics.log_loss(truth, scores, labels=range(classes), sample_weight=sample_weight))
    skill(values, truth, scores, sample_weight)
    values.add("brier", np.average(((scores - np.eye(classes)[truth]) ** 2).sum(axis=1), weights=sample_weight))
    calibration(values, scores.max(axis=1), truth == predicted, sample_weight)
    return values.all


def rankings(values, truth, scores, weights, sample_weight, support, in_mean):
    classes = scores.shape[1]
    hot = np.eye(classes, dtype=int)[truth]
    everywhere = None if sample_weight is None else np.repeat(sample_weight, classes)
    all_present = (support > 0).all()
    precisions = []
    for c in range(classes):
        both = 0 < support[c] < weights.sum()
        values.add("roc_auc", metrics.roc_auc_score(truth == c, scores[:, c], sample_weight=sample_weight) if both else None, **{"class": c})
        precision = metrics.average_precision_score(truth == c, scores[:, c], sample_weight=sample_weight) if support[c] > 0 else None
        values.add("average_precision", precision, **{"class": c})
        recalibrate(values, truth == c, scores[:, c], sample_weight, **{"class": c})
        class_calibration(values, truth == c, scores[:, c], sample_weight, **{"class": c})
        if c == 0:
            lift(values, truth == c, scores.argmax(axis=1) == c, scores[:, c], sample_weight, **{"class": c})
        operating_points(values, truth == c, scores[:, c], sample_weight, (0.1,), (0.6,), **{"class": c})
        precisions.append(precision or 0.0)
    aucs = [metrics.roc_auc_score(truth == c, scores[:, c], sample_weight=sample_weight) for c in range(classes)] if all_present else None
    for average in ("macro", "weighted"):
        rest = np.average(aucs, weights=support if average == "weighted" else None) if all_present else None
        pairs = rest if classes == 2 and average == "macro" else None
        if classes > 2 and all_present:  # two classes are a binary task to scikit-learn
            value = metrics.roc_auc_score(truth, scores, multi_class="ovr", average=average, labels=range(classes), sample_weight=sample_weight)
            assert np.isclose(value, rest, rtol=1e-14)
            pairs = metrics.roc_auc_score(truth, scores, multi_class="ovo", average=average, labels=range(classes))
        values.add("roc_auc", rest, average=average)
        if sample_weight is None and (pairs is not None or not all_present):  # scikit-learn takes no weights here
            values.add("roc_auc", pairs, average=average, multi_class="ovo")
    values.add("roc_auc", metrics.roc_auc_score(hot.ravel(), scores.ravel(), sample_weight=everywhere), average="micro")
    values.add("roc_auc", None, average="micro", multi_class="ovo")
    values.add("average_precision", np.mean([precisions[c] for c in in_mean]), average="macro")
    values.add("average_precision", np.average(precisions, weights=support), average="weighted")
    values.add("average_precision", metrics.average_precision_score(hot, scores, average="micro", sample_weight=sample_weight), average="micro")
    if len(in_mean) == classes and all_present:
        for average in ("macro", "weighted"):
            value = metrics.average_precision_score(hot, scores, average=average, sample_weight=sample_weight)
            assert any(np.isclose(value, v["value"], rtol=1e-13) for v in values.all if v["metric"] == "average_precision" and v.get("average") == average)


# ---- regression ----------------------------------------------------------------------------------------------------------

def regression(truth, predicted, sample_weight):
    values = Values()
    errors = np.abs(truth - predicted)
    values.add("n", len(truth))
    values.add("mse", metrics.mean_squared_error(truth, predicted, sample_weight=sample_weight))
    values.add("rmse", metrics.mean_squared_error(truth, predicted, sample_weight=sample_weight, squared=False))
    values.add("mae", metrics.mean_absolute_error(truth, predicted, sample_weight=sample_weight))
    values.add("max_error", metrics.max_error(truth, predicted) if sample_weight is None else errors[sample_weight > 0].max())
    plain = sample_weight is None or len(np.unique(sample_weight)) == 1
    values.add("median_ae", metrics.median_absolute_error(truth, predicted, sample_weight=None if plain else sample_weight))
    weighed = np.ones(len(truth), bool) if sample_weight is None else sample_weight > 0
    values.add("mape", None if (truth[weighed] == 0).any() else metrics.mean_absolute_percentage_error(truth, predicted, sample_weight=sample_weight))
    values.add("mape", metrics.mean_absolute_percentage_error(truth, predicted, sample_weight=sample_weight), epsilon=EPSILON)
    values.add("mape", np.average(errors / np.maximum(np.abs(truth), 0.5), weights=sample_weight), epsilon=0.5)
    both = np.abs(truth) + np.abs(predicted)
    values.add("smape", np.average(np.where(both == 0, 0, 2 * errors / np.where(both == 0, 1, both)), weights=sample_weight))
    for alpha in (0.5, 0.1, 0.95):
        values.add("pinball", metrics.mean_pinball_loss(truth, predicted, alpha=alpha, sample_weight=sample_weight), alpha=alpha)
    values.add("quantile_coverage", np.average(truth <= predicted, weights=sample_weight))
    defined = len(truth) > 1 and len(np.unique(truth[weighed])) > 1
    values.add("r2", metrics.r2_score(truth, predicted, sample_weight=sample_weight) if defined else None)
    return values.all


# ---- columns -------------------------------------------------------------------------------------------------------------

def latencies(rng, rows, kind):
    """A column with ties and missing values; in some cases constant, far from zero, or missing throughout."""
    values = np.round(200 * rng.random(rows) ** 3, 1) - 20
    values = {0: values, 1: values + 1e6, 2: np.full(rows, 0.1), 3: np.full(rows, np.nan)}.get(kind, values)
    return np.where(rng.random(rows) < 0.15, np.nan, values) if rows > 1 else values


def column(latency, sample_weight):
    values = Values()
    weights = np.ones(len(latency)) if sample_weight is None else sample_weight
    some = ~np.isnan(latency) & (weights > 0)
    x, w = latency[some], weights[some]
    none = len(x) == 0
    constant = not none and (x == x[0]).all()
    mean = None if none else x[0] if constant else np.average(x, weights=w)
    values.add("mean", mean, of="latency")
    values.add("sum", None if none else (x * w).sum(), of="latency")
    values.add("min", None if none else x.min(), of="latency")
    values.add("max", None if none else x.max(), of="latency")
    values.add("std", None if none else np.sqrt(np.average((x - mean) ** 2, weights=w)), of="latency")
    if not none and (w == w[0]).all():
        assert np.isclose(values.all[-1]["value"], np.std(x), rtol=1e-9, atol=1e-12)
    for name, share in (("median", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("quantile", 0.0), ("quantile", 1 / 3), ("quantile", 1.0)):
        if none:
            value = None
        elif (w == w[0]).all():
            value = np.quantile(x, share)
        else:
            order = np.argsort(x, kind="stable")
            reached = np.cumsum(w[order])
            value = x[order][np.argmax(reached >= share * reached[-1])]
        values.add(name, value, of="latency", **({"q": share} if name == "quantile" else {}))
    return values.all


# ---- inputs --------------------------------------------------------------------------------------------------------------

def weightings(rng, rows):
    return {"": None, " weighted": rng.random(rows) * 3, " whole weights": rng.integers(1, 5, rows).astype(float),
            " some weights zero": np.where(rng.random(rows) < 0.3, 0.0, rng.random(rows) + 0.1)}


def binary_inputs(rng):
    def scored(rows, prevalence=0.4, noise=1.0):
        truth = (rng.random(rows) < prevalence).astype(int)
        return truth, 1 / (1 + np.exp(-(truth - 0.5 + noise * rng.normal(size=rows))))

    truth, scores = scored(150)
    yield "distinct scores", truth, scores, True
    truth, scores = scored(150)
    yield "ties", truth, np.round(scores, 1), True
    truth, scores = scored(80, 0.05)
    yield "rare positives", truth, np.round(scores, 2), True
    truth, scores = scored(80)
    yield "float32 scores", truth, scores.astype(np.float32).astype(float), False
    truth, scores = scored(60)
    yield "certain scores", truth, np.clip(np.round(scores * 1.6 - 0.3, 2), 0, 1), False
    truth, scores = scored(40)
    yield "all scores equal", truth, np.full(40, 0.3), False
    yield "perfect", np.array([0, 0, 1, 1, 0, 1]), np.array([.1, .2, .8, .9, .3, 1.0]), False
    yield "all wrong", np.array([0, 0, 1, 1, 0, 1]), np.array([.8, .7, .1, .0, .9, .2]), False
    yield "nothing predicted positive", np.array([0, 1, 0, 1, 0]), np.array([.1, .2, .1, .4, .3]), False
    yield "everything predicted positive", np.array([0, 1, 0, 1, 0]), np.array([.6, .7, .9, .5, .8]), False
    yield "no positives", np.zeros(7, int), np.array([.1, .6, .3, .3, .9, .0, .5]), False
    yield "no negatives", np.ones(7, int), np.array([.1, .6, .3, .3, .9, 1., .5]), False
    yield "one positive row", np.array([1]), np.array([.7]), False
    yield "one negative row", np.array([0]), np.array([.7]), False
    yield "tiny scores", (rng.random(60) < 0.5).astype(int), 10.0 ** -rng.integers(1, 300, 60), False
    yield "neighbouring doubles", (rng.random(60) < 0.5).astype(int), 0.5 + rng.integers(-6, 6, 60) * 2.0 ** -53, False


def multiclass_inputs(rng):
    def scored(rows, classes, sharpness=1.0, of=None):
        truth = rng.integers(0, classes, rows) if of is None else rng.choice(of, rows)
        logits = rng.normal(size=(rows, classes)) + sharpness * np.eye(classes)[truth]
        scores = np.exp(logits)
        return truth, scores / scores.sum(axis=1, keepdims=True)

    truth, scores = scored(90, 3)
    yield "three classes", truth, scores, True, False
    truth, scores = scored(60, 4)
    rounded = np.round(scores * 8) / 8
    rounded[:, 0] += 1 - rounded.sum(axis=1)
    yield "ties", truth, rounded, True, False
    truth, scores = scored(60, 3, of=[0, 2])
    scores = scores * np.array([1, .2, 1])
    scores /= scores.sum(axis=1, keepdims=True)
    scores[0] = [.2, .5, .3]
    yield "a class is only predicted", truth, scores, True, False
    truth, scores = scored(50, 5, 4.0, of=[0, 3, 4])
    scores = scores * np.array([1, .001, .001, 1, 1])
    scores /= scores.sum(axis=1, keepdims=True)
    yield "classes are missing", truth, scores, False, False
    yield "classes are missing but declared", truth, scores, True, True
    truth, scores = scored(130, 12, 2.0)
    yield "twelve classes", truth, scores, False, True
    truth, scores = scored(30, 3, 60.0)
    yield "nearly certain", truth, scores, False, False
    yield "perfect", np.array([0, 1, 2, 1]), np.array([[.9, .05, .05], [.1, .8, .1], [.0, .0, 1.], [.3, .4, .3]]), False, False
    yield "one row", np.array([1]), np.array([[.2, .5, .3]]), False, False
    yield "one row of a wrong class", np.array([1]), np.array([[.5, .2, .3]]), False, True
    yield "all scores equal", rng.integers(0, 4, 20), np.full((20, 4), .25), False, False
    truth, scores = scored(25, 2)
    yield "two classes", truth, scores, False, False


def regression_inputs(rng):
    truth = rng.normal(size=120) * 10
    yield "plain", truth, truth + rng.normal(size=120), True
    truth = np.round(rng.normal(size=100) * 2)
    yield "zeros and ties", truth, np.round(truth + rng.normal(size=100)), True
    truth = 1e9 + rng.normal(size=50)
    yield "far from zero", truth, truth + rng.normal(size=50), True
    truth = rng.lognormal(0, 4, 60)
    yield "long tail", truth, truth * rng.lognormal(0, 1, 60), False
    yield "constant truth", np.full(9, .1), rng.random(9), True
    yield "perfect", np.array([1., 2., 4.]), np.array([1., 2., 4.]), False
    yield "constant prediction", rng.random(12), np.full(12, .5), False
    yield "one row", np.array([2.]), np.array([2.5]), False
    yield "two rows", np.array([2., 3.]), np.array([2.5, 3.5]), False


def cases(task, inputs, measure):
    rng = np.random.default_rng(20240229)
    for name, *columns in inputs(rng):
        weighted = columns[2]
        for suffix, weights in weightings(rng, len(columns[0])).items():
            if suffix and not weighted:
                continue
            yield measure(name + suffix, columns, weights)


def binary_case(name, columns, weights):
    truth, scores, _ = columns
    predicted = (scores >= 0.5).astype(int)
    return {"name": name, "classes": 2, "declared": False, "truth": truth.tolist(), "predicted": predicted.tolist(), "scores": scores.tolist(),
            "weights": None if weights is None else weights.tolist(), "values": binary(truth, predicted, scores, weights)}


def multiclass_case(name, columns, weights):
    truth, scores, _, declared = columns
    predicted = scores.argmax(axis=1)
    return {"name": name, "classes": scores.shape[1], "declared": declared, "truth": truth.tolist(), "predicted": predicted.tolist(),
            "scores": scores.ravel().tolist(), "weights": None if weights is None else weights.tolist(),
            "values": multiclass(truth, predicted, scores, weights, declared)}


def regression_case(name, columns, weights):
    truth, predicted, _ = columns
    return {"name": name, "trueValues": truth.tolist(), "predictedValues": predicted.tolist(),
            "weights": None if weights is None else weights.tolist(), "values": regression(truth, predicted, weights)}


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    header = {
        "script": "eng/references/metrics.py",
        "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
    }
    for task, inputs, measure in (("binary", binary_inputs, binary_case), ("multiclass", multiclass_inputs, multiclass_case),
                                  ("regression", regression_inputs, regression_case)):
        found = list(cases(task, inputs, measure))
        for index, case in enumerate(found):
            latency = latencies(np.random.default_rng(1000 + index), len(case.get("truth", case.get("trueValues"))), index % 7)
            case["latency"] = [None if np.isnan(value) else value for value in latency.tolist()]
            case["values"] += column(latency, None if case["weights"] is None else np.array(case["weights"]))
        lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in found)
        text = json.dumps({**header, "task": task}, indent=2)[:-2] + ',\n  "cases": [\n' + lines + "\n  ]\n}\n"
        (TARGET / f"{task}.json").write_text(text, encoding="utf-8", newline="\n")
        print(f"{task}: {len(found)} cases, {sum(len(case['values']) for case in found)} values, {len(text)} bytes")
    assert len(COMPARED) > 100, len(COMPARED)


if __name__ == "__main__":
    main()
