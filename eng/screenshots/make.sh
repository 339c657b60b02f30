#!/usr/bin/env bash
# Draws the README's pictures anew (needs Debian's chromium and eng/publish-cli.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 eng/screenshots/terminal.py docs/images/failing-slice.png 118 "modelspecs run challenger.spec.yaml --slice overall --slice young" \
  artifacts/cli/modelspecs run tests/ModelSpecs.EndToEnd.Tests/Challenger/challenger.spec.yaml --slice overall --slice young --no-cache > /dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
artifacts/cli/modelspecs run tests/ModelSpecs.EndToEnd.Tests/Challenger/challenger.spec.yaml --report "$folder" --quiet > /dev/null || [ $? -eq 1 ]
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync "--user-data-dir=$folder/profile" \
  --hide-scrollbars --force-device-scale-factor=1 --window-size=1400,1160 --virtual-time-budget=3000 --screenshot=docs/images/report.png "file://$folder/report.html" > /dev/null 2>&1
