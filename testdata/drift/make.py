"""The rows that the loan champion was trained on: what its golden set is held against.

They are the first draw of testdata/loan/make.py, seed and all, so that reference and golden set come from one source: the
golden set drifts by chance alone.
"""
import importlib.util
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files  # noqa: E402

COLUMNS = ["applied_at", "country", "channel", "employer", "gender", "age", "income", "debt_ratio", "history_months", "amount", "utilisation", "defaulted"]


def main():
    spec = importlib.util.spec_from_file_location("loan", HERE.parent / "loan" / "make.py")
    loan = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loan)
    book = loan.draw(np.random.default_rng(20240607), loan.TRAINING_ROWS)
    files.write_csv(book[:loan.CHAMPION_ROWS][COLUMNS], HERE / "train.csv")
    print(f"rows {loan.CHAMPION_ROWS}, columns {len(COLUMNS)}")


if __name__ == "__main__":
    main()
