#!/usr/bin/env bash
# Packs the libraries and the tool: bash pack.sh DIR
# The same commit gives the same bytes from any folder: source paths are mapped, and files in a package have the time of the commit.
set -euo pipefail
cd "$(dirname "$0")"
out=$(mkdir -p "${1:?name a folder to pack to}" && cd "$1" && pwd)
export CI=true SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
dotnet msbuild src/pack.proj -t:Restore -v:q
dotnet pack src/pack.proj --no-restore --configuration Release --output "$out"
(cd "$out" && sha256sum -- *.nupkg *.snupkg > SHA256SUMS)
