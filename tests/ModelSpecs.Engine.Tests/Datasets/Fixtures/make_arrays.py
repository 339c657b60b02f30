"""Writes the NPY and NPZ files beside it, with numpy as every user writes them: python3 make_arrays.py"""
import io
import os
import zipfile

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))


def save(name, array, **options):
    np.save(os.path.join(here, name), array, **options)


grid = np.arange(24).reshape(2, 3, 4)
for dtype in ["bool", "i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    name = dtype.replace("<", "le_").replace(">", "be_")
    save(f"grid_{name}.npy", (grid % 2 if dtype == "bool" else grid).astype(dtype))
    save(f"line_{name}.npy", np.array([0, 1, 2, 100] if dtype != "bool" else [0, 1, 1, 0]).astype(dtype))
save("fortran.npy", np.asfortranarray(grid.astype("<f4")))
save("table.npy", np.array([[1.5, np.nan, 3], [4, 5, -np.inf]]))
save("table_fortran.npy", np.asfortranarray(np.array([[1, 2, 3], [4, 5, 6]], "<i4")))
save("texts_u.npy", np.array(["a", "", "漢字🙂", "a"]))
save("texts_u_be.npy", np.array(["a", "", "漢字🙂", "a"]).astype(">U5"))
save("texts_s.npy", np.array([b"a", b"", "ä".encode(), b"a"]))
save("texts_table.npy", np.array([["a", "b"], ["c", "a"]]))
save("scalar.npy", np.array(3.0))
save("empty.npy", np.zeros((0, 3)))
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(os.path.join(here, f"version{version[0]}.npy"), "wb") as file:
        np.lib.format.write_array(file, np.arange(3), version=version)
save("objects.npy", np.array([1, "x"], dtype=object), allow_pickle=True)
save("records.npy", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")]))
save("complex.npy", np.array([1j]))
save("dates.npy", np.array(["2020-01-01"], dtype="datetime64[D]"))
save("large.npy", np.array([2**63], dtype="<u8"))

columns = dict(
    id=np.arange(5),
    name=np.array(["x", "y", "x", "", "z"]),
    when=np.array(["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-01-05"]),
    score=np.array([0.5, np.nan, 1, 2, 3], "f4"),
    flag=np.array([True, False, True, True, False]),
    image=np.arange(5 * 2 * 2, dtype="u1").reshape(5, 2, 2),
)


def archive(name, compression):
    # numpy.savez writes the time of day; a fixed one keeps the file the same at every run.
    with zipfile.ZipFile(os.path.join(here, name), "w", compression) as zip_file:
        for column, values in columns.items():
            data = io.BytesIO()
            np.save(data, values)
            zip_file.writestr(zipfile.ZipInfo(column + ".npy"), data.getvalue(), compression)


archive("stored.npz", zipfile.ZIP_STORED)
archive("deflated.npz", zipfile.ZIP_DEFLATED)
