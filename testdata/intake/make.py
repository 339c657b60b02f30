"""A month of credit applications with its health: labels that arrive late, what was served beside what was logged for training, a training set, and the month after without labels.

Healthy but for what real data have: a few incomes are not stated, 2 % of the labels are still to come, served numbers went through 32 bits, and two training rows look like one of June.
"""
import pathlib
import sys

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files  # noqa: E402

ROWS = {"train": 3_000, "june": 1_200, "july": 1_000}
START = {"train": "2026-01-01", "june": "2026-06-01", "july": "2026-07-01"}
DAYS = {"train": 151, "june": 30, "july": 31}


def applications(rng, month, first):
    rows = ROWS[month]
    age = rng.integers(18, 91, rows)
    income = np.round(rng.lognormal(10.3, 0.5, rows), 2)
    amount = np.round(rng.lognormal(8.5, 0.7, rows), 2)
    country = rng.choice(["DE", "FR", "IT"], rows, p=[0.5, 0.3, 0.2])
    at = pd.Timestamp(START[month]) + pd.to_timedelta(np.sort(rng.integers(0, DAYS[month] * 24 * 60, rows)), unit="min")
    risk = 1 / (1 + np.exp(-(-2.2 + 1.1 * (amount / income - 0.2) - 0.02 * (age - 50))))
    late = rng.random(rows) < risk
    score = np.round(np.clip(risk + rng.normal(0, 0.08, rows) + 0.25 * late, 0.001, 0.999), 4)
    frame = pd.DataFrame({
        "application": [f"a{first + number:06d}" for number in range(rows)], "customer": [f"c{number:06d}" for number in rng.permutation(first + rows)[:rows] + 1_000_000 * first],
        "applied_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "age": age, "income": income, "amount": amount, "country": country,
        "postcode": [f"{code:05d}" for code in rng.integers(1_000, 99_999, rows)], "score": score,
        "labelled_at": (at + pd.to_timedelta(np.round(rng.gamma(4.0, 60.0, rows)).astype(int), unit="h")).strftime("%Y-%m-%dT%H:%M:%SZ"), "defaulted": late.astype(int),
    })
    frame.loc[rng.choice(rows, rows // 150, replace=False), "income"] = np.nan
    return frame


def main():
    rng = np.random.default_rng(707)
    train, june, july = (applications(rng, month, 10_000 * number) for number, month in enumerate(["train", "june", "july"], start=1))
    # The same applicant again half a year later looks nearly the same.
    for row, of in ((100, 40), (101, 41)):
        train.loc[row, ["age", "amount", "country", "postcode"]] = june.loc[of, ["age", "amount", "country", "postcode"]].to_numpy()
        train.loc[row, "income"] = np.round(june.loc[of, "income"] * 1.0004, 2)
    waiting = rng.choice(ROWS["june"], ROWS["june"] // 50, replace=False)
    june["defaulted"] = june["defaulted"].astype("Int64")
    june.loc[waiting, ["defaulted", "labelled_at"]] = pd.NA
    files.write_csv(train.drop(columns=["score", "labelled_at"]), HERE / "train.csv")
    files.write_csv(june, HERE / "golden.csv")
    files.write_csv(july.drop(columns=["score", "labelled_at", "defaulted"]), HERE / "july.csv")
    served = june.drop(columns=["customer", "applied_at", "labelled_at", "defaulted"]).drop(index=[7, 700])
    for column in ("income", "amount", "score"):
        served[column] = served[column].astype(np.float32).astype(np.float64)
    # One number was read with a comma for a thousand.
    served.loc[33, "income"] = np.round(served.loc[33, "income"] / 1_000, 3)
    files.write_csv(served.iloc[rng.permutation(len(served))], HERE / "served.csv")
    print(f"june {len(june)}, labelled {june['defaulted'].notna().mean():.3f}, defaulted {june['defaulted'].mean():.3f}, served {len(served)}")


if __name__ == "__main__":
    main()
