"""A picture of a terminal: runs a command in a pseudo terminal, turns its colours into HTML and lets Chromium draw it.
Usage: terminal.py OUT.png COLUMNS "shown command" COMMAND [ARG ...]   (needs Debian's chromium)"""
import html
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "1": None, "2": "#8b949e"}


def capture(command, columns):
    """What the command writes to a terminal of that width."""
    chunks = []

    def read(fd):
        data = os.read(fd, 65536)
        chunks.append(data)
        return data

    os.environ["COLUMNS"] = str(columns)
    pty.spawn(["sh", "-c", f"stty cols {columns} rows 60; exec " + " ".join(f"'{part}'" for part in command)], read)
    return b"".join(chunks).decode("utf-8", "replace").replace("\r\n", "\n")


def to_html(text):
    """SGR colours become spans; every other escape sequence is dropped."""
    parts, opened = [], 0
    text = re.sub(r"\x1b[=>]", "", text)
    for piece in re.split(r"(\x1b\[[0-9;?]*[A-Za-z])", text):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if code is None:
            parts.append("" if piece.startswith("\x1b") else html.escape(piece))
            continue
        if code[1] in ("", "0"):
            parts.append("</span>" * opened)
            opened = 0
        elif code[1] in COLORS:
            style = f"color:{COLORS[code[1]]}" if COLORS[code[1]] else "font-weight:bold;color:#f0f6fc"
            parts.append(f'<span style="{style}">')
            opened += 1
    return "".join(parts) + "</span>" * opened


out, columns, shown, command = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]
# Absolute paths are right on a terminal, where they are links, and mean nothing in a picture.
text = capture(command, columns).rstrip("\n").replace(os.getcwd() + "/", "")
lines = text.count("\n") + 4
page = f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #0d1117; color: #c9d1d9; font: 15px/21px "DejaVu Sans Mono", monospace; }}
pre {{ margin: 0; padding: 18px 22px; white-space: pre; }} .prompt {{ color: #8b949e; }}
</style><pre><span class="prompt">$ </span><span style="color:#f0f6fc">{html.escape(shown)}</span>\n{to_html(text)}</pre>"""
with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder) / "terminal.html"
    source.write_text(page, encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", f"--user-data-dir={folder}/profile", "--hide-scrollbars", "--force-device-scale-factor=1",
         f"--window-size={int(columns * 9.05) + 50},{lines * 21 + 20}", f"--screenshot={out}", source.as_uri()],
        check=True, capture_output=True, timeout=120)
