#!/usr/bin/env bash
# Makes the tool as one file that needs no .NET on the machine it runs on: bash publish.sh DIR [RUNTIME...]
# Without a runtime both are made, win-x64 and linux-x64.
# For a system like this one it is native code, where there is a linker (clang or gcc): it starts in a tenth of a second, and needs a glibc as new as 2.34. For another system,
# or with NATIVE=no, it is compiled ahead and brings the runtime with it: it starts in a third of a second, and runs on older systems too.
# It runs from any folder, without rights or network, and writes only where it is told.
set -euo pipefail
cd "$(dirname "$0")"
out=$(mkdir -p "${1:?name a folder to publish to}" && cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- win-x64 linux-x64
own=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
for runtime in "$@"; do
  kind=(-p:PublishSingleFile=true -p:PublishReadyToRun=true)
  if [ "${NATIVE:-yes}" != no ] && [ "$runtime" = "$own" ] && [ "$(uname -s)" = Linux ] && { command -v clang || command -v gcc; } > /dev/null; then kind=(-p:PublishAot=true); fi
  # A lock file of its own: the runtime's packages are no part of what the libraries are locked to.
  dotnet publish src/Iom.Selection.Cli --configuration Release --runtime "$runtime" --self-contained "${kind[@]}" \
    -p:DebugType=none -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false \
    -p:NuGetLockFilePath="obj/publish.$runtime.lock.json" -p:ArtifactsPath="$PWD/artifacts/publish/$runtime" --output "$out/$runtime"
  rm -f "$out/$runtime"/*.xml
done
cp LICENSE THIRD-PARTY-NOTICES.txt SECURITY.md "$out"
(cd "$out" && sha256sum $(ls win-x64/iom.exe linux-x64/iom 2> /dev/null) LICENSE THIRD-PARTY-NOTICES.txt SECURITY.md > SHA256SUMS)
grep -q '"lookedUp": true' tools/vulnerabilities/reviewed.json || echo "Known vulnerabilities of the dependencies have not been looked up yet: tools/vulnerabilities/README.md says how." >&2
