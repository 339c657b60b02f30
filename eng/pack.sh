#!/usr/bin/env bash
# Makes the packages: eng/pack.sh [--for-this-machine] [FOLDER]      FOLDER: artifacts/packages unless said
#   --for-this-machine   the tool runs on this platform only, and beside ours lie packages of ONNX Runtime, made of what npm fetched, for a
#                        machine whose NuGet source has none. Never publish those two; they are Microsoft's.
set -euo pipefail
cd "$(dirname "$0")/.."

platforms=(-p:OnnxRuntimeAllPlatforms=true)
if [ "${1:-}" = "--for-this-machine" ]; then
  platforms=(-p:PackOnnxRuntime=true)
  shift
fi

folder="${1:-artifacts/packages}"
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
rm -f "$folder"/ModelSpecs*.nupkg "$folder"/ModelSpecs*.snupkg "$folder"/Microsoft.ML.OnnxRuntime*.nupkg
dotnet msbuild eng/packages/packages.proj -restore -m -nologo -v:quiet -p:PackageOutputPath="$folder/" "${platforms[@]}"
ls "$folder"
