#!/usr/bin/env bash
# Every data set of docs/learning.md: bash benchmarks/learning/run-all.sh DATA-FOLDER OUT-FOLDER
set -euo pipefail
data=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
dotnet build -c Release "$here" > "$out/build.log"
run() { name=$1; shift; dotnet run -c Release --no-build --project "$here" -- "$@" --max-points 5 --k 3,5,8,10,15,20 --results "$out/$name.csv" | tee "$out/$name.txt"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/compas_binary.py" "$data/compas_two_years_deidentified.csv" "$work/compas39.csv"
run nij-full --train "$data/nij_year1_training.csv" --outcome Recidivism_Arrest_Year1 --leave-out Race,Residence_PUMA,Training_Sample
run nij-allowed --train "$data/nij_year1_training.csv" --outcome Recidivism_Arrest_Year1 --leave-out Residence_PUMA,Training_Sample,Gender,Gang_Affiliated --by Race
run compas --train "$work/compas39.csv" --outcome two_year_recid
run mammo --train "$data/learning/riskslim_mammo.csv" --outcome Malignant
run breastcancer --train "$data/learning/riskslim_breastcancer.csv" --outcome Benign
run adult --train "$data/learning/riskslim_adult.csv" --outcome Over50K
rm "$out/build.log"
