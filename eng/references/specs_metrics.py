"""Every metric of the catalogue for one slice, by scikit-learn where it has the metric, in NumPy where it has not.

Names are those of ModelSpecs (`recall(class=7)`); None stands for undefined. The conventions are those of docs/metrics.md: a ratio
with a zero denominator is undefined, inside a mean over classes it counts 0, and everything takes sample weights.
"""
import warnings

import numpy as np
import multilabel as several  # eng/references/multilabel.py
import ranking as rankings  # eng/references/ranking.py
from metrics import recalibration  # eng/references/metrics.py
from sklearn import metrics

warnings.filterwarnings("ignore", module="sklearn")


def ratio(numerator, denominator):
    return None if denominator == 0 else float(numerator) / float(denominator)


def calibration_error(confidence, hit, weights, bins=15, strategy="uniform", largest=False):
    """ECE, or MCE where the largest gap is asked for: bins (lo, hi] with 0 in the first; weights inside and across bins."""
    if len(confidence) == 0 or weights.sum() == 0:
        return None
    if strategy == "uniform":
        edges = np.arange(bins + 1) / bins
        index = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
    else:
        edges = np.quantile(confidence, np.arange(1, bins) / bins)
        index = np.searchsorted(edges, confidence, side="left")
    total, most = 0.0, 0.0
    for bin_ in np.unique(index):
        rows = index == bin_
        weight = weights[rows].sum()
        if weight > 0:
            gap = abs((weights[rows] * (confidence[rows] - hit[rows])).sum())
            total, most = total + gap, max(most, gap / weight)
    return float(most if largest else total / weights.sum())


def agreement(truth, predicted, weights):
    """mcc and cohen_kappa; undefined where a margin is empty, or truth and prediction are one and the same class."""
    several = lambda labels: len(np.unique(labels[weights > 0])) > 1  # noqa: E731
    return {
        "mcc": float(metrics.matthews_corrcoef(truth, predicted, sample_weight=weights)) if several(truth) and several(predicted) else None,
        "cohen_kappa": float(metrics.cohen_kappa_score(truth, predicted, sample_weight=weights))
        if len(np.unique(np.concatenate([truth[weights > 0], predicted[weights > 0]]))) > 1 else None,
    }


def one_class(truth, predicted, weights, suffix=""):
    """Counts and ratios of one class against the rest; truth and predicted are booleans."""
    tp, fp = weights[truth & predicted].sum(), weights[~truth & predicted].sum()
    fn, tn = weights[truth & ~predicted].sum(), weights[~truth & ~predicted].sum()
    return {
        f"positives{suffix}": int(truth.sum()),
        f"prevalence{suffix}": ratio(tp + fn, weights.sum()),
        f"precision{suffix}": ratio(tp, tp + fp),
        f"recall{suffix}": ratio(tp, tp + fn),
        f"f1{suffix}": ratio(2 * tp, 2 * tp + fp + fn),
        f"specificity{suffix}": ratio(tn, tn + fp),
        f"fpr{suffix}": ratio(fp, tn + fp),
        f"fnr{suffix}": ratio(fn, tp + fn),
        f"npv{suffix}": ratio(tn, tn + fn),
        f"fbeta{suffix}": ratio(2 * tp, 2 * tp + fp + fn),
        f"selection_rate{suffix}": ratio(tp + fp, weights.sum()),
        f"lift{suffix}": None if tp + fn == 0 or tp + fp == 0 else float(tp / (tp + fp) / ((tp + fn) / weights.sum())),
        f"alerts_per_million{suffix}": None if weights.sum() == 0 else 1e6 * (tp + fp) / weights.sum(),
    }


def ranking(truth, score, weights, suffix=""):
    """ROC AUC and average precision of one class."""
    some, all_ = weights[truth].sum() > 0, weights[~truth].sum() == 0
    return {
        f"roc_auc{suffix}": float(metrics.roc_auc_score(truth, score, sample_weight=weights)) if some and not all_ else None,
        f"average_precision{suffix}": float(metrics.average_precision_score(truth, score, sample_weight=weights)) if some else None,
    }


def calibration(truth, score, weights, suffix=""):
    """Slope and intercept of the logistic recalibration of one class."""
    slope, intercept = recalibration(truth, score, weights)
    return {f"calibration_slope{suffix}": None if slope is None else float(slope), f"calibration_intercept{suffix}": None if intercept is None else float(intercept)}


def class_calibration(truth, score, weights, suffix):
    """The same losses and gaps of one class's probability against its own truth."""
    if len(truth) == 0:
        return {}
    return {
        f"log_loss{suffix}": float(metrics.log_loss(truth, score, labels=[False, True], sample_weight=weights)),
        f"brier{suffix}": float(np.average((score - truth) ** 2, weights=weights)),
        f"ece{suffix}": calibration_error(score, truth, weights),
        f"mce{suffix}": calibration_error(score, truth, weights, largest=True),
    }


def binary(truth, predicted, score, weights, extra=()):
    """truth and predicted: booleans; score: probability of the positive class, or None where there are labels alone."""
    result = {"n": len(truth)}
    result.update(one_class(truth, predicted, weights))
    result["accuracy"] = float(metrics.accuracy_score(truth, predicted, sample_weight=weights)) if len(truth) else None
    result["balanced_accuracy"] = None if result["recall"] is None or result["specificity"] is None else (result["recall"] + result["specificity"]) / 2
    for name, function in (("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)):
        if result[name] is not None:  # the counts above and scikit-learn say the same
            assert abs(result[name] - function(truth, predicted, sample_weight=weights)) < 1e-14
    result.update(agreement(truth, predicted, weights))
    if score is None:
        return result
    result.update(ranking(truth, score, weights))
    result.update(calibration(truth, score, weights))
    if len(truth):
        result["log_loss"] = float(metrics.log_loss(truth, score, labels=[False, True], sample_weight=weights))
        result["brier"] = float(metrics.brier_score_loss(truth, score, sample_weight=weights, pos_label=True)) if len(np.unique(truth)) == 2 \
            else float(np.average((score - truth) ** 2, weights=weights))
    result.update(skill(truth.astype(int), np.column_stack([1 - score, score]), weights))
    result["ece"] = calibration_error(score, truth, weights)
    result["mce"] = calibration_error(score, truth, weights, largest=True)
    for name, parameters in extra:
        result[name] = EXTRA[name.split("(")[0]](truth, predicted, score, weights, **parameters)
    return result


def recall_at(truth, predicted, score, weights, at_fpr=None, at_precision=None):
    """The largest recall of scikit-learn's curves that keeps the false positive rate, or the precision."""
    if weights[truth].sum() == 0 or (at_fpr is not None and weights[~truth].sum() == 0):
        return None
    if at_fpr is not None:
        fpr, tpr, _ = metrics.roc_curve(truth, score, sample_weight=weights, drop_intermediate=False)
        return float(tpr[fpr <= at_fpr].max())
    precision, recall, _ = metrics.precision_recall_curve(truth, score, sample_weight=weights)
    return float(recall[precision >= at_precision].max())


def at_prevalence(truth, predicted, score, weights, at_prevalence, alerts=False):
    """Share of alerts, or precision, where positives are as rare as said."""
    if weights[truth].sum() == 0 or weights[~truth].sum() == 0:
        return None
    caught = at_prevalence * weights[truth & predicted].sum() / weights[truth].sum()
    alarms = (1 - at_prevalence) * weights[~truth & predicted].sum() / weights[~truth].sum()
    return float(1e6 * (caught + alarms)) if alerts else ratio(caught, caught + alarms)


def skill(truth, scores, weights):
    """brier_skill and log_loss_skill: the loss against that of the slice's own class shares."""
    count = scores.shape[1]
    shares = np.array([weights[truth == index].sum() for index in range(count)]) / weights.sum() if len(truth) else np.ones(1)
    if (shares == 1).any():
        return {"brier_skill": None, "log_loss_skill": None}
    brier = lambda p: np.average(((p - np.eye(count)[truth]) ** 2).sum(axis=1), weights=weights)  # noqa: E731
    loss = lambda p: metrics.log_loss(truth, p, labels=range(count), sample_weight=weights)  # noqa: E731
    trivial = np.repeat(shares[None], len(truth), axis=0)
    return {"brier_skill": float(1 - brier(scores) / brier(trivial)), "log_loss_skill": float(1 - loss(scores) / loss(trivial))}


def lift_at_top(truth, predicted, score, weights, at_top):
    """Prevalence among the highest scores over prevalence; a tie at the cut gives in proportion."""
    if weights[truth].sum() == 0:
        return None
    room, taken = at_top * weights.sum(), 0.0
    for value in np.unique(score)[::-1]:
        tie = score == value
        taken += min(1.0, room / weights[tie].sum()) * weights[tie & truth].sum()
        room -= weights[tie].sum()
        if room <= 0:
            break
    return float(taken / at_top / weights[truth].sum())


def column(name, values, weights):
    """A statistic of a column's values that are there; quantiles by NumPy, which the samples ask for where rows have no weights."""
    some = ~np.isnan(values)
    values, weights = values[some], weights[some]
    if len(values) == 0:
        return None
    kind = name.split("(")[0]
    if kind in ("median", "p90", "p95", "p99", "quantile"):
        assert (weights == weights[0]).all()
        share = {"median": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}.get(kind)
        return float(np.quantile(values, float(name.split("q=")[1][:-1]) if share is None else share))
    return float({
        "mean": lambda: np.average(values, weights=weights),
        "sum": lambda: (values * weights).sum(),
        "min": lambda: values.min(),
        "max": lambda: values.max(),
        "std": lambda: np.sqrt(np.average((values - np.average(values, weights=weights)) ** 2, weights=weights)),
    }[kind]())


def cost(truth, predicted, weights, stated, total=False):
    """Σ w c(truth, prediction), by scikit-learn's confusion matrix; stated: costs by true and predicted class number."""
    if weights.sum() == 0:
        return None
    counts = metrics.confusion_matrix(truth, predicted, labels=range(len(stated)), sample_weight=weights)
    value = (counts * np.array(stated)).sum()
    return float(value if total else value / weights.sum())


EXTRA = {
    "cost": lambda truth, predicted, score, weights, **parameters: cost(truth.astype(int), predicted.astype(int), weights, **parameters),
    "fbeta": lambda truth, predicted, score, weights, **parameters: fbeta(truth, predicted, weights, **parameters),
    "ece": lambda truth, predicted, score, weights, **parameters: calibration_error(score, truth, weights, **parameters),
    "recall": recall_at,
    "lift": lift_at_top,
    "precision": at_prevalence,
    "alerts_per_million": lambda *columns, **parameters: at_prevalence(*columns, alerts=True, **parameters),
}


def fbeta(truth, predicted, weights, beta):
    if weights[truth | predicted].sum() == 0:
        return None
    return float(metrics.fbeta_score(truth, predicted, beta=beta, sample_weight=weights, zero_division=0))


def multiclass(truth, predicted, scores, weights, classes, declared, extra=()):
    """truth and predicted: class indexes; scores: [N, K] or None; declared: means run over all classes, not those of the slice."""
    n, count = len(truth), len(classes)
    result = {"n": n}
    per_class = [one_class(truth == index, predicted == index, weights, f"(class={name})") for index, name in enumerate(classes)]
    for values in per_class:
        result.update(values)
    result["accuracy"] = float(metrics.accuracy_score(truth, predicted, sample_weight=weights)) if n else None
    result["balanced_accuracy"] = float(metrics.balanced_accuracy_score(truth, predicted, sample_weight=weights)) if n else None
    in_mean = list(range(count)) if declared else sorted(set(truth) | set(predicted))
    for name in ("precision", "recall", "f1"):
        values = [per_class[index][f"{name}(class={classes[index]})"] for index in in_mean]
        defined = any(value is not None for value in values)
        for average in ("macro", "micro", "weighted"):
            value = float(getattr(metrics, f"{name}_score")(
                truth, predicted, labels=in_mean, average=average, sample_weight=weights, zero_division=0)) if defined else None
            result[name if average == "macro" else f"{name}(average={average})"] = value
        zeros = [0.0 if value is None else value for value in values]  # what scikit-learn averages are the values above
        assert not defined or abs(result[name] - np.mean(zeros)) < 1e-14
    for average in ("", "(average=micro)", "(average=weighted)"):  # beta is 1 unless said
        result[f"fbeta{average}"] = result[f"f1{average}"]
    result.update(negative_predictive_values(truth, predicted, weights, in_mean))
    result.update(agreement(truth, predicted, weights))
    if scores is None:
        return result
    for index, name in enumerate(classes):
        result.update(ranking(truth == index, scores[:, index], weights, f"(class={name})"))
        result.update(calibration(truth == index, scores[:, index], weights, f"(class={name})"))
        result.update(class_calibration(truth == index, scores[:, index], weights, f"(class={name})"))
    result.update(ranking_averages(truth, scores, weights, [result[f"roc_auc(class={name})"] for name in classes], in_mean))
    result["log_loss"] = float(metrics.log_loss(truth, scores, labels=range(count), sample_weight=weights)) if n else None
    hits = np.eye(count)[truth]
    result["brier"] = float(np.average(((scores - hits) ** 2).sum(axis=1), weights=weights)) if n else None
    result.update(skill(truth, scores, weights))
    top = scores.argmax(axis=1)
    result["ece"] = calibration_error(scores.max(axis=1), top == truth, weights)
    result["mce"] = calibration_error(scores.max(axis=1), top == truth, weights, largest=True)
    result["top_k_accuracy"] = top_k(truth, scores, weights)
    for name, parameters in extra:
        if name.startswith("cost"):
            result[name] = cost(truth, predicted, weights, **parameters)
        elif name.startswith("ece"):
            result[name] = calibration_error(scores.max(axis=1), top == truth, weights, **parameters)
        elif name.startswith("top_k"):
            result[name] = top_k(truth, scores, weights, **parameters)
        else:
            value = result[name.replace(", zero_division=1", "")]
            result[name] = 1.0 if value is None else value
    return result


def negative_predictive_values(truth, predicted, weights, in_mean):
    """npv over classes: scikit-learn has the counts, not the metric."""
    negatives, support = {}, {}
    for index in in_mean:
        right = weights[(truth != index) & (predicted != index)].sum()
        negatives[index] = (right, right + weights[(truth == index) & (predicted != index)].sum())
        support[index] = weights[truth == index].sum()
    ones = [ratio(*negatives[index]) for index in in_mean]
    filled = [0.0 if one is None else one for one in ones]
    supported = [one for index, one in zip(in_mean, ones) if support[index] > 0]
    return {
        "npv": None if all(one is None for one in ones) else float(np.mean(filled)),
        "npv(average=micro)": ratio(sum(pair[0] for pair in negatives.values()), sum(pair[1] for pair in negatives.values())),
        "npv(average=weighted)": None if all(one is None for one in supported) else float(np.average(filled, weights=[support[index] for index in in_mean])),
    }


def top_k(truth, scores, weights, k=2):
    """The share of rows whose truth is among the k highest scores, at equal scores the higher class first."""
    best = np.argsort(scores, axis=1, kind="mergesort")[:, ::-1][:, :k]
    value = float(np.average((best == truth[:, None]).any(axis=1), weights=weights))
    if len(np.unique(truth)) > 2:  # scikit-learn takes fewer classes for a binary task
        assert abs(value - metrics.top_k_accuracy_score(truth, scores, k=k, labels=range(scores.shape[1]), sample_weight=weights)) < 1e-14
    return value


def ranking_averages(truth, scores, weights, aucs, in_mean):
    """roc_auc and average_precision over classes. Undefined where a class is missing; a class without rows has average precision 0."""
    count = scores.shape[1]
    hot = np.eye(count, dtype=int)[truth]
    support = hot.T @ weights
    everywhere = np.repeat(weights, count)
    result = {}
    if None in aucs:
        result.update({"roc_auc": None, "roc_auc(average=weighted)": None, "roc_auc(multi_class=ovo)": None})
    else:
        # The one-against-rest form needs no rows that sum to 1; scikit-learn insists, so the binary calls are averaged here.
        result["roc_auc"] = float(np.mean(aucs))
        result["roc_auc(average=weighted)"] = float(np.average(aucs, weights=support))
        result["roc_auc(multi_class=ovo)"] = float(metrics.roc_auc_score(truth, scores, multi_class="ovo", labels=range(count)))
    areas = np.array([metrics.average_precision_score(hot[:, index], scores[:, index], sample_weight=weights) if support[index] > 0 else 0.0 for index in range(count)])
    result["average_precision"] = float(areas[in_mean].mean())
    result["average_precision(average=weighted)"] = float(np.average(areas, weights=support))
    result["average_precision(average=micro)"] = float(metrics.average_precision_score(hot.ravel(), scores.ravel(), sample_weight=everywhere))
    return result


def multilabel(truth, predicted, scores, weights, labels):
    """truth and predicted: booleans [N, L]; scores: [N, L], or None where there are labels alone."""
    result = {}
    for value in several.measure(truth, predicted, scores, weights):
        if "strategy" in value or value.get("bins", 15) != 15:
            continue
        if "zero_division" in value or "beta" in value or value["metric"] == "positives" and "class" not in value:
            continue
        average = value.get("average")
        if value["metric"] in ("specificity", "fpr", "fnr") and average is not None:  # of one label alone
            continue
        suffix = f"(class={labels[value['class']]})" if "class" in value else "" if average in (None, "macro") else f"(average={average})"
        result[value["metric"] + suffix] = value["value"]
        if value["metric"] == "f1":  # beta is 1 unless said
            result["fbeta" + suffix] = value["value"]
    return result


def queries(relevance, scores, codes, weights, extra):
    """relevance and scores: numbers; codes: the query of each row."""
    parts = [codes == code for code in sorted(set(codes))]
    values = rankings.measure([(relevance[part], scores[part]) for part in parts], [weights[part].mean() for part in parts])
    result = {}
    for value in values:
        parameters = {name: value[name] for name in ("zero_division", "k") if name in value}
        if not parameters or (value["metric"], parameters) in extra:
            suffix = ", ".join(f"{name}={number}" for name, number in parameters.items())
            result[value["metric"] + (f"({suffix})" if suffix else "")] = value["value"]
    return result


def regression(truth, predicted, weights, extra=()):
    """truth and predicted: numbers."""
    n = len(truth)
    result = {"n": n}
    if n == 0:
        return result
    mean = np.average(truth, weights=weights)
    result["mse"] = float(metrics.mean_squared_error(truth, predicted, sample_weight=weights))
    result["rmse"] = float(metrics.mean_squared_error(truth, predicted, sample_weight=weights, squared=False))
    result["mae"] = float(metrics.mean_absolute_error(truth, predicted, sample_weight=weights))
    result["mape"] = float(metrics.mean_absolute_percentage_error(truth, predicted, sample_weight=weights)) if (truth != 0).all() else None
    result["r2"] = float(metrics.r2_score(truth, predicted, sample_weight=weights)) if n > 1 and (truth != mean).any() else None
    both = np.abs(truth) + np.abs(predicted)
    result["median_ae"] = float(metrics.median_absolute_error(truth, predicted))  # the samples have no weights
    assert (weights == 1).all()
    result["max_error"] = float(metrics.max_error(truth, predicted))
    result["smape"] = float(np.mean(np.where(both == 0, 0, 2 * np.abs(predicted - truth) / np.where(both == 0, 1, both))))
    result["quantile_coverage"] = float((truth <= predicted).mean())
    result["pinball"] = float(metrics.mean_pinball_loss(truth, predicted))
    for name, parameters in extra:
        if name.startswith("pinball"):
            result[name] = float(metrics.mean_pinball_loss(truth, predicted, **parameters))
            continue
        errors = np.abs(predicted - truth) / np.maximum(np.abs(truth), parameters["epsilon"])
        result[name] = float(np.average(errors, weights=weights))
    return result
