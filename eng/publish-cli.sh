#!/usr/bin/env bash
# Publishes the command line compiled ahead of time to artifacts/cli. The runtime is compiled with it, as one piece: generic code of the framework over our
# types would otherwise be compiled at every start, and a machine without .NET can run it.
#   eng/publish-cli.sh [RUNTIME]     RUNTIME: linux-x64, linux-arm64, osx-arm64, win-x64, …; this machine's unless said
set -euo pipefail
cd "$(dirname "$0")/.."

runtime="${1:-}"
if [ -z "$runtime" ]; then
  runtime="$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)"
fi

# Vector code is compiled ahead of time too, for processors with AVX2 (x86-64-v3); on an older one the runtime compiles those methods itself.
extra=""
case "$runtime" in *-x64) extra="--instruction-set:x86-64-v3" ;; esac

# Lock files, obj and bin of its own: this build disturbs no other, and no other disturbs this one.
dotnet publish src/ModelSpecs.Cli -c Release -r "$runtime" --self-contained true \
  --artifacts-path artifacts/publish -o artifacts/cli \
  -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true -p:PublishingFor="$runtime" \
  -p:PublishReadyToRunCrossgen2ExtraArgs="$extra" -p:DebugType=none -p:GenerateDocumentationFile=false -v quiet --nologo
echo "artifacts/cli/modelspecs"
