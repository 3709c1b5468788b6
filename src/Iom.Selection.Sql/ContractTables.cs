using System.Text;
using Iom.Selection.Records;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Sql.Tables;
using static Iom.Selection.Sql.Tables.ContractTable;

namespace Iom.Selection.Sql;

/// <summary>The extract contract as tables: what <c>iom check --out DIR --tables</c> writes, and what a compiled policy reads.</summary>
public static class ContractTables
{
    private static readonly string[] Sentinels = ["0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "2999-12-31", "9999-12-31"];

    private static readonly ContractTable[] All =
    [
        new("offenders",
        [
            Text("offender_id", true), Text("area"), Word<Supervision>("supervision"), Word<Location>("location"), Date("expected_release"), Word<MappaCategory>("mappa_category"),
            Word<MappaLevel>("mappa_level"), YesNo("youth"), YesNo("deceased"), Text("schemes"), Date("died_on"), Text("in_conflict"),
        ]),
        new("memberships",
        [
            Text("offender_id", true), Date("from", true), Date("to"), Text("cohort"), Text("ground"), Date("exit_interview_on"), Date("informed_on"), Word<Agreement>("agreed"),
        ]),
        new("offences",
        [
            Text("offender_id", true), Text("offence_id", true), Text("offence_code", true), Date("offence_date", true), Word<OffenceOutcome>("outcome", true, except: "open"), Date("outcome_date"),
            Word<DetectedBy>("detected_by"), Text("source"), YesNo("as_youth"), Date("recorded_on"),
        ]),
        new("drug_tests",
        [
            Text("offender_id", true), Text("test_id", true), Date("test_date", true), Word<DrugTestResult>("result", true), Text("substances"), Word<DrugTestContext>("context"), YesNo("prescribed"), Text("substance_names"),
        ]),
        new("risk_scores", [Text("offender_id", true), Text("instrument", true), Date("assessed_on", true), Number("value")]),
        new("nominations", [Text("offender_id", true), Text("agency", true), Date("nominated_on", true), Text("reason")]),
        new("custody", [Text("offender_id", true), Date("from", true), Date("to"), Word<CustodyKind>("kind")]),
        new("supervision",
        [
            Text("offender_id", true), Word<SupervisionKind>("kind", true), Date("from", true), Date("to"), Date("active_until"), Word<SupervisionEvent>("event"), Date("event_date"),
        ]),
        new("engagement",
        [
            Text("offender_id", true), Text("contact_id", true), Date("contact_date", true), Word<ContactKind>("kind", true), Word<ContactRequirement>("required"), Word<ContactOutcome>("outcome", true),
        ]),
        new("support",
        [
            Text("offender_id", true), Text("pathway", true), Text("need"), Text("lead_agency"), Word<SupportStatus>("status", true), Date("waiting_since"), Date("started_on"), Date("ended_on"),
        ]),
        new("panel", [Text("offender_id", true), Date("meeting_date", true), Text("agency", true), Word<PanelStance>("view", true), Text("reason")]),
        new("settling", [Text("offender_id", true), Count("rows_refused"), Count("possible_people")]),
        new("supplied", [Text("kind", true)]),
    ];

    /// <summary>The name of the file that holds a table's rows, beside the lists of a check.</summary>
    /// <param name="table">The table's name.</param>
    /// <returns>The name of a CSV file.</returns>
    public static string FileOf(string table) => $"table-{table}.csv";

    /// <summary>The names of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(table => table.Name)];

    /// <summary>The columns of a table, in order.</summary>
    /// <param name="table">The table's name.</param>
    /// <returns>Their names.</returns>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public static IReadOnlyList<string> ColumnsOf(string table) => [.. Find(table).Columns.Select(column => column.Name)];

    /// <summary>Writes the script that makes the tables. Where the engine can, it refuses words, dates and numbers that the checker would have refused.</summary>
    /// <param name="dialect">The engine.</param>
    /// <param name="schema">The schema; null for the one that the connection is in.</param>
    /// <returns>SQL.</returns>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    public static string CreateScript(SqlDialect dialect, string? schema = null)
    {
        var engine = Dialect.For(dialect);
        var text = new StringBuilder("-- The extract contract as tables: rows that iom check has let pass. See docs/sql.md.\n");
        if (schema is not null) text.Append($"CREATE SCHEMA IF NOT EXISTS {engine.Name(schema)};\n");
        foreach (var table in All)
        {
            var lines = table.Columns.Select(column => $"  {Define(column, engine, dialect)}");
            text.Append($"\nCREATE TABLE {engine.Table(schema, table.Name)} (\n{string.Join(",\n", lines)}\n);\n");
        }
        return text.ToString();
    }

    /// <summary>Writes the script that fills the tables from the files that <c>iom check --out DIR --tables</c> writes, run in their folder.</summary>
    /// <param name="dialect">The engine.</param>
    /// <param name="schema">The schema; null for the one that the connection is in.</param>
    /// <returns>SQL for the engine's own shell; null for Trino, which reads what another engine has written.</returns>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    public static string? LoadScript(SqlDialect dialect, string? schema = null)
    {
        var engine = Dialect.For(dialect);
        var text = new StringBuilder("-- Fills the tables from the CSV files that iom check --out DIR --tables writes. Run it in their folder.\n");
        foreach (var table in All)
        {
            var (name, columns) = (engine.Table(schema, table.Name), string.Join(", ", table.Columns.Select(column => engine.Name(column.Name))));
            switch (dialect)
            {
                case SqlDialect.DuckDb:
                    text.Append($"INSERT INTO {name} SELECT {string.Join(", ", table.Columns.Select(column => CastInDuckDb(column, engine)))}\nFROM {ReadInDuckDb(table, engine, FileOf(table.Name))};\n");
                    break;
                case SqlDialect.PostgreSql:
                    text.Append($"\\copy {name} ({columns}) FROM '{FileOf(table.Name)}' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')\n");
                    break;
                case SqlDialect.Spark:
                    text.Append($"CREATE OR REPLACE TEMPORARY VIEW iom_csv USING csv OPTIONS (path '{FileOf(table.Name)}', header 'true', inferSchema 'false', multiLine 'true', quote '\"', escape '\"', mode 'FAILFAST');\n");
                    text.Append($"INSERT INTO {name} SELECT {string.Join(", ", table.Columns.Select(column => CastInSpark(column, engine)))} FROM iom_csv;\n");
                    break;
                case SqlDialect.Trino:
                    return null;
                default:
                    throw new ArgumentOutOfRangeException(nameof(dialect));
            }
        }
        return text.ToString();
    }

    /// <summary>Writes the script that makes a view of each file that <c>iom check --out DIR --tables</c> writes, read by DuckDB where it lies; run in their folder.</summary>
    /// <remarks>
    /// Every column is read as text, by name, with nothing guessed, and then cast; a number with more digits than DECIMAL(38, 10) has stops the query. Extensions are neither
    /// installed nor loaded by themselves, and the configuration is locked.
    /// </remarks>
    /// <param name="schema">The schema of the views; null for the one that the connection is in.</param>
    /// <returns>SQL.</returns>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    public static string InPlaceScript(string? schema = null)
    {
        var engine = Dialect.For(SqlDialect.DuckDb);
        var text = new StringBuilder("-- Instead of create.sql and load.sql: the files of iom check --out DIR --tables, read where they lie. Run it in their folder.\n");
        text.Append("SET autoinstall_known_extensions = false;\nSET autoload_known_extensions = false;\nSET lock_configuration = true;\n");
        if (schema is not null) text.Append($"CREATE SCHEMA IF NOT EXISTS {engine.Name(schema)};\n");
        foreach (var table in All)
            text.Append($"CREATE OR REPLACE VIEW {engine.Table(schema, table.Name)} AS SELECT {string.Join(", ", table.Columns.Select(column => CastInDuckDb(column, engine)))}\nFROM {ReadInDuckDb(table, engine, FileOf(table.Name))};\n");
        return text.ToString();
    }

    /// <summary>Writes rows into a table, a few at most: cases and tests.</summary>
    /// <param name="dialect">The engine.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="rows">Rows of all columns, in order; a cell that is null is empty.</param>
    /// <param name="schema">The schema; null for the one that the connection is in.</param>
    /// <returns>SQL; empty without rows.</returns>
    /// <exception cref="ArgumentException">There is no such table, or a row has not as many cells as it has columns.</exception>
    /// <exception cref="SqlRefusalException">The engine has no such names or texts.</exception>
    public static string InsertScript(SqlDialect dialect, string table, IEnumerable<IReadOnlyList<string?>> rows, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (found, engine) = (Find(table), Dialect.For(dialect));
        string[] written = [.. rows.Select(row => row.Count == found.Columns.Count
            ? $"({string.Join(", ", row.Select((cell, i) => Literal(found.Columns[i], cell, engine)))})"
            : throw new ArgumentException($"A row of {table} has {found.Columns.Count} cells.", nameof(rows)))];
        return written.Length == 0 ? "" : $"INSERT INTO {engine.Table(schema, table)} VALUES\n{string.Join(",\n", written)};\n";
    }

    private static string Literal(ContractColumn column, string? cell, Dialect engine) => cell is null ? "NULL" : column.Kind switch
    {
        ColumnKind.Text or ColumnKind.Word => engine.Text(cell),
        ColumnKind.Date => $"CAST({engine.Text(cell)} AS DATE)",
        ColumnKind.Number => $"CAST({engine.Text(cell)} AS DECIMAL(38, 10))",
        ColumnKind.Count => $"CAST({engine.Text(cell)} AS {(engine is SparkDialect ? "INT" : "INTEGER")})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ContractTable Find(string table) => Array.Find(All, one => one.Name == table) ?? throw new ArgumentException($"The contract has no table {table}.", nameof(table));

    private static string ReadInDuckDb(ContractTable table, Dialect engine, string path) =>
        $"read_csv({engine.Text(path)}, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', auto_detect = false, strict_mode = true, columns = {{{string.Join(", ", table.Columns.Select(column => $"{engine.Text(column.Name)}: 'VARCHAR'"))}}})";

    private static string CastInDuckDb(ContractColumn column, Dialect engine)
    {
        var name = engine.Name(column.Name);
        return column.Kind switch
        {
            ColumnKind.Text or ColumnKind.Word => name,
            ColumnKind.Date => $"CAST({name} AS DATE) AS {name}",
            ColumnKind.Number => $"CASE WHEN regexp_full_match({name}, '[0-9]{{1,28}}([.][0-9]{{0,10}}0*)?') THEN CAST({name} AS DECIMAL(38, 10)) WHEN {name} IS NOT NULL THEN error('{column.Name}: a number does not fit DECIMAL(38, 10)') END AS {name}",
            ColumnKind.Count => $"CAST({name} AS INTEGER) AS {name}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string CastInSpark(ContractColumn column, Dialect engine)
    {
        var name = engine.Name(column.Name);
        return column.Kind switch
        {
            ColumnKind.Text or ColumnKind.Word => name,
            ColumnKind.Date => $"CAST({name} AS DATE)",
            ColumnKind.Number => $"CASE WHEN {name} RLIKE '^[0-9]{{1,28}}([.][0-9]{{0,10}}0*)?$' THEN CAST({name} AS DECIMAL(38, 10)) WHEN {name} IS NOT NULL THEN raise_error('{column.Name}: a number does not fit DECIMAL(38, 10)') END",
            ColumnKind.Count => $"CAST({name} AS INT)",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string Define(ContractColumn column, Dialect engine, SqlDialect dialect)
    {
        var name = engine.Name(column.Name);
        var canCheck = dialect is SqlDialect.DuckDb or SqlDialect.PostgreSql;
        var type = column.Kind switch
        {
            ColumnKind.Text => dialect == SqlDialect.PostgreSql ? "text COLLATE \"C\"" : engine.TextType,
            ColumnKind.Word => engine.TextType,
            ColumnKind.Date => "DATE",
            // PostgreSQL would round what does not fit: there it is checked.
            ColumnKind.Number => dialect == SqlDialect.PostgreSql ? "numeric" : "DECIMAL(38, 10)",
            ColumnKind.Count => dialect == SqlDialect.Spark ? "INT" : "INTEGER",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var check = column.Kind switch
        {
            ColumnKind.Text => $"{name} <> ''",
            ColumnKind.Word => $"{name} IN ({engine.Texts(column.Words)})",
            ColumnKind.Date => $"{name} NOT IN ({string.Join(", ", Sentinels.Select(day => $"DATE '{day}'"))})",
            ColumnKind.Number when dialect == SqlDialect.PostgreSql => $"{name} >= 0 AND {name} = round({name}, 10) AND {name} < 1e28",
            ColumnKind.Number or ColumnKind.Count => $"{name} >= 0",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return $"{name} {type}{(column.IsRequired ? " NOT NULL" : "")}{(canCheck ? $" CHECK ({check})" : "")}";
    }
}
