#!/usr/bin/env python3
"""Makes the file of 39 binary columns that the COMPAS rows of the comparison are learned from.

    python3 benchmarks/learning/compas_binary.py compas_two_years_deidentified.csv out/compas39.csv

Age and sex are here only because the comparison has them. They can't be an input of Iom.Selection.
"""
import csv
import sys

AGES = [19, 20, 21, 22, 23, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 46, 50, 55, 60]
PRIORS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20]
JUVENILE = ["juv_fel_count", "juv_misd_count", "juv_other_count"]

source, target = sys.argv[1:3]
with open(source, newline="", encoding="utf-8") as read, open(target, "w", newline="", encoding="utf-8") as write:
    rows = csv.writer(write, lineterminator="\n")
    rows.writerow(
        ["two_year_recid"]
        + [f"age<={age}" for age in AGES]
        + [f"priors>={count}" for count in PRIORS]
        + [f"{column}>={count}" for column in JUVENILE for count in (1, 2)]
        + ["misdemeanour", "male"]
    )
    for row in csv.DictReader(read):
        rows.writerow(
            [row["two_year_recid"]]
            + [int(int(row["age"]) <= age) for age in AGES]
            + [int(int(row["priors_count"]) >= count) for count in PRIORS]
            + [int(int(row[column]) >= count) for column in JUVENILE for count in (1, 2)]
            + [int(row["c_charge_degree"] == "M"), int(row["sex"] == "Male")]
        )
