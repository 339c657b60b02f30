"""Writers whose bytes depend on nothing but their arguments: no clock, no locale, no compressor version banner."""
import gzip
import io
import json
import zipfile

import numpy as np
import pandas as pd


def _bytes_of(path, content):
    # mtime=0 and an empty name keep the gzip header constant.
    if path.suffix == ".gz":
        buffer = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as stream:
            stream.write(content)
        content = buffer.getvalue()
    path.write_bytes(content)


def write_csv(frame: pd.DataFrame, path, separator=",", line_end="\n", bom=False):
    """CSV or TSV; nulls become empty fields, floats keep the digits they have."""
    text = frame.to_csv(index=False, sep=separator, lineterminator=line_end)
    _bytes_of(path, (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8"))


def write_jsonl(frame: pd.DataFrame, path):
    """One JSON object a line; nulls become null."""
    lines = []
    for record in frame.to_dict(orient="records"):
        clean = {key: None if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)) else _plain(value)
                 for key, value in record.items()}
        lines.append(json.dumps(clean, ensure_ascii=False, separators=(",", ":")))
    _bytes_of(path, ("\n".join(lines) + "\n").encode("utf-8"))


def write_npz(arrays: dict, path):
    """A compressed NPZ; entries carry zip's first possible date instead of now."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, values in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(values), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def write_npy(values, path):
    """A version 1.0 NPY in C order."""
    with open(path, "wb") as stream:
        np.lib.format.write_array(stream, np.ascontiguousarray(values), version=(1, 0), allow_pickle=False)


def _plain(value):
    return value.item() if isinstance(value, np.generic) else value
