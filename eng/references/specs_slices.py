"""Slices in pandas: name of each group → which rows, named as ModelSpecs names them."""
import itertools

import numpy as np
import pandas as pd


def where(mask):
    """A predicate: its one group has no name. Null is not a member."""
    return {None: np.asarray(pd.Series(mask).fillna(False), bool)}


def by(values):
    """One group a value; null is its own."""
    values = pd.Series(values)
    groups = {_text(value): (values == value).fillna(False).to_numpy(bool) for value in pd.unique(values.dropna())}
    if values.isna().any():
        groups["(null)"] = values.isna().to_numpy()
    return groups


def edges(values, *cuts):
    """(-inf, a) [a, b) [b, inf); null is its own group."""
    values = pd.Series(values)
    groups = {f"(-inf, {_text(cuts[0])})": values < cuts[0]}
    groups.update({f"[{_text(low)}, {_text(high)})": (values >= low) & (values < high) for low, high in zip(cuts, cuts[1:])})
    groups[f"[{_text(cuts[-1])}, inf)"] = values >= cuts[-1]
    if values.isna().any():
        groups["(null)"] = values.isna()
    return {name: mask.to_numpy(bool) for name, mask in groups.items()}


def every(times, period):
    """Periods in UTC; weeks are ISO weeks."""
    times = pd.to_datetime(pd.Series(times), utc=True)
    if period == "week":
        iso = times.dt.isocalendar()
        return by(iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2))
    if period == "quarter":
        return by(times.dt.year.astype(str) + "-Q" + times.dt.quarter.astype(str))
    return by(times.dt.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[period]))


def cross(*slices):
    """Cells that occur in the data."""
    cells = {}
    for names in itertools.product(*slices):
        mask = np.logical_and.reduce([groups[name] for groups, name in zip(slices, names)])
        if mask.any():
            cells[" × ".join(names)] = mask
    return cells


def _text(value):
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, (int, float, np.number)) and float(value).is_integer() else str(value)
