#!/usr/bin/env bash
# Draws the README's pictures anew (needs Debian's chromium, node and eng/publish-cli.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 eng/screenshots/terminal.py docs/images/failing-slice.png 118 "modelspecs run challenger.spec.yaml --slice overall --slice young" \
  artifacts/cli/modelspecs run tests/ModelSpecs.EndToEnd.Tests/Challenger/challenger.spec.yaml --slice overall --slice young --no-cache > /dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
artifacts/cli/modelspecs run tests/ModelSpecs.EndToEnd.Tests/Challenger/challenger.spec.yaml --report "$folder" --quiet > /dev/null || [ $? -eq 1 ]
node eng/screenshots/page.mjs "$folder/report.html" docs/images/report.png 1400 1160 light
artifacts/cli/modelspecs run specs/loan-champion.spec.yaml --report "$folder" --quiet > /dev/null || [ $? -eq 1 ]
node eng/screenshots/page.mjs "$folder/report.html" docs/images/report-slice.png 1400 1000 dark '#slice=young'
