"""Runs the cases that sql-conformance wrote, and compares what comes out cell by cell.

    python run.py spark  OUT     with pyspark, on this machine
    python run.py duckdb OUT     with the package duckdb: to see that the runner itself finds nothing, and everything
    python run.py postgresql OUT     with psql, and what PGHOST, PGPORT, PGUSER and PGDATABASE say
    python run.py trino  OUT --host HOST --port PORT --catalog CATALOG --schema SCHEMA     with the package trino
"""
import argparse
import csv
import pathlib
import re
import sys


def spark(_):
    from pyspark.sql import SparkSession
    session = (SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", "2").config("spark.ui.enabled", "false")
               .config("spark.sql.ansi.enabled", "true").config("spark.sql.legacy.createHiveTableByDefault", "false").getOrCreate())

    def run(statement):
        frame = session.sql(statement)
        return frame.columns, [tuple(row) for row in frame.collect()]
    return run


def duckdb(_):
    import duckdb as engine
    connection = engine.connect()

    def run(statement):
        result = connection.execute(statement)
        return [column[0] for column in result.description or []], result.fetchall()
    return run


def postgresql(_):
    import subprocess

    def run(statement):
        done = subprocess.run(["psql", "--no-psqlrc", "--quiet", "--csv", "--set=ON_ERROR_STOP=1", "--command", statement], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        rows = list(csv.reader(done.stdout.splitlines()))
        return (rows[0], rows[1:]) if rows else ([], [])
    return run


def trino(options):
    import trino as engine
    cursor = engine.dbapi.connect(host=options.host, port=options.port, user="iom", catalog=options.catalog, schema=options.schema).cursor()

    def run(statement):
        cursor.execute(statement)
        rows = cursor.fetchall()
        return [column[0] for column in cursor.description or []], rows
    return run


def statements(text):
    """What stands between semicolons at the ends of lines; comment lines left out."""
    text = "\n".join(line for line in text.split("\n") if not line.startswith("--"))
    return [part for part in re.split(r";\n", text) if part.strip()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=["spark", "duckdb", "postgresql", "trino"])
    parser.add_argument("folder")
    for name, default in (("host", "localhost"), ("port", 8080), ("catalog", "memory"), ("schema", "default")):
        parser.add_argument(f"--{name}", default=default)
    options = parser.parse_args()
    run = {"spark": spark, "duckdb": duckdb, "postgresql": postgresql, "trino": trino}[options.engine](options)
    cases = sorted(path for path in pathlib.Path(options.folder).iterdir() if path.is_dir())
    failed = 0
    for case in cases:
        for statement in statements((case / "tables.sql").read_text(encoding="utf-8")):
            run(statement)
        columns, rows = run((case / "query.sql").read_text(encoding="utf-8"))
        got = [list(columns)] + [["" if cell is None else str(cell) for cell in row] for row in rows]
        with open(case / "expected.csv", encoding="utf-8", newline="") as file:
            expected = list(csv.reader(file))
        if got != expected:
            failed += 1
            first = next((pair for pair in zip(expected, got) if pair[0] != pair[1]), (len(expected), len(got)))
            print(f"{case.name}: expected {first[0]}\n{' ' * len(case.name)}  but got  {first[1]}")
    print(f"{len(cases) - failed} of {len(cases)} cases come out as they say.")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
