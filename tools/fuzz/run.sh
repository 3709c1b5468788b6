#!/bin/bash
# run.sh SECONDS OUT [TARGET...]: fuzzes each target for so long, one after the other. What it finds lies in OUT/TARGET/default/crashes and hangs.
set -eu
seconds=$1 out=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
command -v afl-fuzz > /dev/null || { echo "afl-fuzz is missing: apt-get install afl++" >&2; exit 1; }
mkdir -p "$out"
out=$(cd "$out" && pwd)
[ -x "$out/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$out/tool"
rm -rf "$out/program"
dotnet publish "$here" --configuration Release --output "$out/program"
for ours in Iom.Selection Iom.Selection.Extracts Iom.Selection.Runs Iom.Selection.Learning; do "$out/tool/sharpfuzz" "$out/program/$ours.dll"; done
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1
# Folders of their own are made in memory, where there is such a place; what a fuzzer that was stopped left there would stop the next.
if [ -d /dev/shm ]; then export TMPDIR=/dev/shm AFL_TMPDIR=$(mktemp -d /dev/shm/fuzz.XXXXXX); trap 'rm -rf "$AFL_TMPDIR"' EXIT; fi
[ $# -gt 0 ] || set -- csv extracts log map model person policy run texts
for target in "$@"; do
  rm -rf "${out:?}/$target"
  nice -n 19 afl-fuzz -V "$seconds" -t 5000 -m none -i "$here/seeds/$target" -o "$out/$target" -- dotnet "$out/program/fuzz.dll" "$target" > "$out/$target.log" 2>&1
  echo "$target: $(grep -E '^(execs_done|corpus_count|saved_crashes|saved_hangs) ' "$out/$target/default/fuzzer_stats" | tr -s ' ' | tr '\n' ' ')"
done
