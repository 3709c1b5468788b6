#!/usr/bin/env bash
# Kills the tool at every call that writes, and looks at what is left: see README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v strace > /dev/null || { echo "strace is needed"; exit 1; }
dotnet build tests/Iom.Selection.Cli.Tests
IOM_KILL=all dotnet test tests/Iom.Selection.Cli.Tests --no-build --logger "console;verbosity=detailed" --filter "FullyQualifiedName~KilledAtEveryCallTests&FullyQualifiedName~${1:-kill}"
