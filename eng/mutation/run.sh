#!/usr/bin/env bash
# Mutation testing of src/ModelSpecs.Metrics: eng/mutation/run.sh [FOLDERS...]
#
# FOLDERS are tried one after the other, or together where they are joined: Statistics Ranking+Slices; all of them without a name, Root being
# the files in no folder. What is found is in artifacts/mutation, a table of it in artifacts/mutation/README.md; `eng/mutation/table.py
# artifacts/mutation Statistics` names the survivors. In the environment:
#   MUTANTS_SAMPLE=8    only the mutants within one line in eight, always the same ones (MUTANTS_SAMPLE=8:3: another eighth)
#   MUTANTS_AT_ONCE=2   mutants side by side; 1 unless said
#
# The folders are tried in a copy of the repository in which all other files are marked as generated, which makes Stryker leave them as they
# are. Its own filter would not do: it builds the mutants of all files in and asks at each of them which is on, in hot loops.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
out=$root/artifacts/mutation
source=src/ModelSpecs.Metrics
mkdir -p "$out"
runs=("$@")
if [ $# -eq 0 ]; then
    mapfile -t runs < <(git ls-files "$source/*.cs" | sed "s|^$source/||; s|/.*||; s|^.*\.cs$|Root|" | sort -u)
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1
for run in "${runs[@]}"; do
    tree=$out/tree/$run
    rm -rf "$tree"
    mkdir -p "$tree"
    git ls-files -z --cached --others --exclude-standard -- '*.props' global.json .config .editorconfig docs eng "$source" tests/Directory.Build.props \
        tests/ModelSpecs.Metrics.Tests benchmarks/coverage testdata | xargs -0 cp --parents -t "$tree"
    cd "$tree"
    python3 eng/mutation/choose.py "$source" tests/ModelSpecs.Metrics.Tests "$run" "${MUTANTS_SAMPLE:-1}" > stryker-config.json
    cd tests/ModelSpecs.Metrics.Tests
    dotnet tool restore > /dev/null
    # shellcheck disable=SC2086 # several options, or none
    MODELSPECS_MUTANTS="${run//+/ }" nice -n 19 dotnet stryker --config-file ../../stryker-config.json --project ModelSpecs.Metrics.csproj \
        --configuration Release --concurrency "${MUTANTS_AT_ONCE:-1}" --output "$out/stryker/$run" --skip-version-check > "$out/$run.log" 2>&1 \
        || { tail -20 "$out/$run.log"; exit 1; }
    cd "$root"
    cp "$out/stryker/$run/reports/mutation-report.json" "$out/$run.json"
    rm -rf "$tree"
    python3 eng/mutation/table.py "$out" > "$out/README.md"
    tail -3 "$out/README.md"
done
