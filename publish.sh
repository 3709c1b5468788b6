#!/usr/bin/env bash
# Makes the tool as one file that needs no .NET on the machine it runs on: bash publish.sh DIR [RUNTIME...]
# Without a runtime both are made, win-x64 and linux-x64.
# For a Linux like the one it is made on, the file is native code, if programs can be linked here: it starts in a tenth of a second. It needs the glibc of this machine, or what it asks
# of it, so make it on the oldest system that it is for. Any other file, and every file with NATIVE=no, is compiled ahead and brings the runtime with it: it starts in a third of a second.
# It runs from any folder, without rights or network, and writes only where it is told.
set -euo pipefail
cd "$(dirname "$0")"
out=$(mkdir -p "${1:?name a folder to publish to}" && cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- win-x64 linux-x64

# What the compiler of native code needs besides the SDK: a linker with the C library, and a program that takes symbols away.
links() {
  [ "$(uname -s)" = Linux ] && getconf GNU_LIBC_VERSION > /dev/null 2>&1 || return 1
  command -v objcopy > /dev/null || command -v llvm-objcopy > /dev/null || return 1
  local compiler linked
  compiler=$(command -v clang || command -v gcc) || return 1
  linked=$(mktemp)
  echo "int main(void) { return 0; }" | "$compiler" -fuse-ld=bfd -x c - -o "$linked" -lm > /dev/null 2>&1 || { rm -f "$linked"; return 1; }
  rm -f "$linked"
}

own=
if [ "${NATIVE:-yes}" != no ]; then
  if links; then own=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/'); else echo "Native code can't be made here: it needs Linux with glibc, clang or gcc, and binutils." >&2; fi
fi
for runtime in "$@"; do
  kind=(-p:PublishSingleFile=true -p:PublishReadyToRun=true)
  [ "$runtime" != "$own" ] || kind=(-p:PublishAot=true)
  # A lock file of its own: the runtime's packages are no part of what the libraries are locked to.
  dotnet publish src/Iom.Selection.Cli --configuration Release --runtime "$runtime" --self-contained "${kind[@]}" \
    -p:DebugType=none -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false \
    -p:NuGetLockFilePath="obj/publish.$runtime.lock.json" -p:ArtifactsPath="$PWD/artifacts/publish/$runtime" --output "$out/$runtime"
  rm -f "$out/$runtime"/*.xml
done
cp LICENSE THIRD-PARTY-NOTICES.txt SECURITY.md "$out"
(cd "$out" && sha256sum $(ls win-x64/iom.exe linux-x64/iom 2> /dev/null) LICENSE THIRD-PARTY-NOTICES.txt SECURITY.md > SHA256SUMS)
grep -q '"lookedUp": true' tools/vulnerabilities/reviewed.json || echo "Known vulnerabilities of the dependencies have not been looked up yet: tools/vulnerabilities/README.md says how." >&2
