using System.ComponentModel;
using System.Text;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Sql.Tables;
using static Iom.Selection.Sql.Tables.ContractTable;

namespace Iom.Selection.Sql;

/// <summary>The extract contract as tables: what <c>iom check --out DIR --tables</c> writes, and what a compiled policy reads.</summary>
public static class ContractTables
{
    private static readonly string[] Sentinels = ["0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "2999-12-31", "9999-12-31"];

    private static readonly string Fields = string.Join('|', Vocabulary.AllWords<OffenderField>());

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
        return text.Append(ViewScript(Names.ToDictionary(name => name, FileOf), schema)).ToString();
    }

    /// <summary>Writes a view of each of some files, read by DuckDB where it lies: CSV as <see cref="InPlaceScript"/> says, Parquet with its own types.</summary>
    /// <remarks>A view of CSV is read anew by each step that names it.</remarks>
    /// <param name="files">By table, the path of its file, which ends in <c>.csv</c> or <c>.parquet</c>; DuckDB would read <c>*</c>, <c>?</c> and <c>[</c> in it as a pattern.</param>
    /// <param name="schema">The schema of the views; null for the one that the connection is in.</param>
    /// <param name="keepCsv">Whether CSV is read once, into a table, instead.</param>
    /// <returns>SQL.</returns>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string ViewScript(IReadOnlyDictionary<string, string> files, string? schema = null, bool keepCsv = false)
    {
        ArgumentNullException.ThrowIfNull(files);
        var engine = Dialect.For(SqlDialect.DuckDb);
        var text = new StringBuilder();
        if (schema is not null) text.Append($"CREATE SCHEMA IF NOT EXISTS {engine.Name(schema)};\n");
        foreach (var table in All.Where(table => files.ContainsKey(table.Name)))
        {
            var path = files[table.Name];
            var isParquet = path.EndsWith(".parquet", StringComparison.Ordinal);
            var select = isParquet
                ? $"{string.Join(", ", table.Columns.Select(column => engine.Name(column.Name)))}\nFROM read_parquet({engine.Text(path)})"
                : $"{string.Join(", ", table.Columns.Select(column => CastInDuckDb(column, engine)))}\nFROM {ReadInDuckDb(table, engine, path)}";
            text.Append($"CREATE OR REPLACE {(keepCsv && !isParquet ? "TABLE" : "VIEW")} {engine.Table(schema, table.Name)} AS SELECT {select};\n");
        }
        return text.ToString();
    }

    /// <summary>Where a table stands, quoted.</summary>
    /// <param name="dialect">The engine.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="schema">The schema; null for the one that the connection is in.</param>
    /// <returns>Its name in SQL.</returns>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string NameOf(SqlDialect dialect, string table, string? schema = null) => Dialect.For(dialect).Table(schema, Find(table).Name);

    /// <summary>Says what is wrong with the columns of a table that somebody else made.</summary>
    /// <param name="dialect">The engine: DuckDB or PostgreSQL.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">What it has, each with its type as the engine calls it.</param>
    /// <returns>A sentence that names the first column that is missing or of another type; null where all are as they must be.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string? FindWrongColumn(SqlDialect dialect, string table, IReadOnlyList<DatabaseColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach (var column in Find(table).Columns)
        {
            if (columns.FirstOrDefault(one => one.Name == column.Name) is not { } found) return $"The table {table} has no column {column.Name}.";
            var type = found.Type.ToUpperInvariant();
            var isRight = column.Kind switch
            {
                // Text of a fixed length is filled up with blanks, and other kinds may take two texts for one.
                ColumnKind.Text or ColumnKind.Word => type is "VARCHAR" or "TEXT" || type.StartsWith("CHARACTER VARYING", StringComparison.Ordinal),
                ColumnKind.Date => type == "DATE",
                ColumnKind.Number => dialect == SqlDialect.PostgreSql ? type.StartsWith("NUMERIC", StringComparison.Ordinal) || IsWhole(type)
                    : type.StartsWith("DECIMAL", StringComparison.Ordinal) || IsWhole(type),
                ColumnKind.Count => IsWhole(type),
            };
            if (!isRight) return $"The column {column.Name} of the table {table} is of another type than create.sql gives it.";
        }
        return null;

        static bool IsWhole(string type) => type is "INTEGER" or "BIGINT" or "SMALLINT" or "TINYINT" or "UINTEGER" or "UBIGINT" or "USMALLINT" or "UTINYINT";
    }

    /// <summary>Writes a query that counts the rows of a table, and of each column the cells that the checker would have refused.</summary>
    /// <param name="dialect">The engine: DuckDB or PostgreSQL.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="schema">The schema; null for the one that the connection is in.</param>
    /// <returns>SQL: one row. How many rows; the earliest date of a row, and the latest up to the as-of date, NULL where rows have none; then a number for each of <see cref="ColumnsOf"/>.</returns>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string CheckScript(SqlDialect dialect, string table, DateOnly asOf, string? schema = null)
    {
        var engine = Dialect.For(dialect);
        var found = Find(table);
        var refused = found.Columns.Select(column => $"count(CASE WHEN {(column.IsRequired ? $"{engine.Name(column.Name)} IS NULL OR " : "")}NOT ({Check(column, engine)}) THEN 1 END)");
        // A row is of the first date that it must have.
        var date = found.Columns.FirstOrDefault(column => column is { Kind: ColumnKind.Date, IsRequired: true }) is { } dated ? engine.Name(dated.Name) : "CAST(NULL AS DATE)";
        return $"SELECT count(*), min({date}), max(CASE WHEN {date} <= {Dialect.Date(asOf)} THEN {date} END), {string.Join(", ", refused)} FROM {engine.Table(schema, table)}";
    }

    /// <summary>Writes a query for the rows of some people, equal rows once.</summary>
    /// <param name="dialect">The engine: DuckDB or PostgreSQL.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="schema">The schema; null for the one that the connection is in.</param>
    /// <returns>SQL with the columns of <see cref="ColumnsOf"/>, in order of all of them; its one parameter, <c>$1</c>, is the list of ids.</returns>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string RecordsScript(SqlDialect dialect, string table, string? schema = null)
    {
        var engine = Dialect.For(dialect);
        string[] columns = [.. Find(table).Columns.Select(column => engine.Name(column.Name))];
        var isOne = dialect == SqlDialect.PostgreSql ? "= ANY($1)" : "IN (SELECT unnest($1))";
        return $"SELECT DISTINCT {string.Join(", ", columns)} FROM {engine.Table(schema, table)} WHERE offender_id {isOne} ORDER BY {string.Join(", ", Enumerable.Range(1, columns.Length))}";
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

    /// <summary>A table without rows, in the place of one that is not there.</summary>
    internal static string EmptyTable(string table, Dialect engine) =>
        $"(SELECT {string.Join(", ", Find(table).Columns.Select(column => $"CAST(NULL AS {TypeOf(column, engine)}) AS {engine.Name(column.Name)}"))} WHERE FALSE) AS {engine.Name(table)}";

    private static string TypeOf(ContractColumn column, Dialect engine) => column.Kind switch
    {
        ColumnKind.Text or ColumnKind.Word => engine.TextType,
        ColumnKind.Date => "DATE",
        ColumnKind.Number => "DECIMAL(38, 10)",
        ColumnKind.Count => engine is SparkDialect ? "INT" : "INTEGER",
    };

    private static string Literal(ContractColumn column, string? cell, Dialect engine) => cell is null ? "NULL" : column.Kind switch
    {
        ColumnKind.Text or ColumnKind.Word => engine.Text(cell),
        ColumnKind.Date => $"CAST({engine.Text(cell)} AS DATE)",
        ColumnKind.Number => $"CAST({engine.Text(cell)} AS DECIMAL(38, 10))",
        ColumnKind.Count => $"CAST({engine.Text(cell)} AS {(engine is SparkDialect ? "INT" : "INTEGER")})",
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
        };
    }

    private static string Define(ContractColumn column, Dialect engine, SqlDialect dialect)
    {
        var name = engine.Name(column.Name);
        var canCheck = dialect is SqlDialect.DuckDb or SqlDialect.PostgreSql;
        // PostgreSQL would round what does not fit: there it is checked.
        var type = dialect == SqlDialect.PostgreSql && column.Kind == ColumnKind.Text ? "text COLLATE \"C\"" : dialect == SqlDialect.PostgreSql && column.Kind == ColumnKind.Number ? "numeric" : TypeOf(column, engine);
        return $"{name} {type}{(column.IsRequired ? " NOT NULL" : "")}{(canCheck ? $" CHECK ({Check(column, engine)})" : "")}";
    }

    // What the checker lets pass; NULL of an empty cell.
    private static string Check(ContractColumn column, Dialect engine)
    {
        var name = engine.Name(column.Name);
        return column.Kind switch
        {
            // A slash parts class and subclass, and the checker leaves none.
            ColumnKind.Text when column.Name == "offence_code" => $"{name} <> '' AND NOT {engine.Matches(name, "[0-9]{1,3}/[0-9]{1,2}")}",
            ColumnKind.Text when column.Name == "in_conflict" => engine.Matches(name, $"({Fields})(;({Fields}))*"),
            ColumnKind.Text => $"{name} <> ''",
            ColumnKind.Word => $"{name} IN ({engine.Texts(column.Words)})",
            ColumnKind.Date => $"{name} NOT IN ({string.Join(", ", Sentinels.Select(day => $"DATE '{day}'"))})",
            ColumnKind.Number when engine is PostgreSqlDialect => $"{name} >= 0 AND {name} = round({name}, 10) AND {name} < 1e28",
            ColumnKind.Number or ColumnKind.Count => $"{name} >= 0",
        };
    }
}
