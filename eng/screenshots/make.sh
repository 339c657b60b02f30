#!/usr/bin/env bash
# Draws the README's pictures anew (needs Debian's chromium and eng/publish-cli.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 eng/screenshots/terminal.py docs/images/failing-slice.png 118 "modelspecs run challenger.spec.yaml --slice overall --slice young" \
  artifacts/cli/modelspecs run tests/ModelSpecs.EndToEnd.Tests/Challenger/challenger.spec.yaml --slice overall --slice young --no-cache > /dev/null
