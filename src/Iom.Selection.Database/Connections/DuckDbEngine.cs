using System.Data.Common;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Iom.Selection.Sql;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Database.Connections;

/// <summary>DuckDB: a database file that is opened to be read, or a folder of CSV and Parquet files that are read where they lie.</summary>
/// <remarks>Extensions are neither installed nor loaded, no file but those of the tables can be opened, and nothing of it can be set anew.</remarks>
internal sealed class DuckDbEngine : Engine
{
    private static readonly Version FirstVersion = new(1, 4);

    private readonly string _path;
    private readonly string _place;
    private readonly int _threads;
    private readonly Dictionary<string, string> _files = [];
    private readonly Dictionary<string, (long Length, DateTime Written)> _before = [];
    private readonly bool _isFolder;
    private DuckDBConnection? _connection;

    public DuckDbEngine(ConnectionText connection, int threads, CancellationToken cancellationToken)
        : base(cancellationToken)
    {
        (_path, _place, _threads) = (Path.GetFullPath(connection.Target), connection.Place, threads);
        _isFolder = Directory.Exists(_path);
        if (!_isFolder && !File.Exists(_path)) throw new DatabaseException($"There is no file and no folder at the path in {_place}: it takes duckdb:PATH, of a DuckDB database or of a folder with the files of iom check --tables.");
        if (_isFolder) FindFiles();
        foreach (var file in _isFolder ? [.. _files.Values] : new[] { _path }) _before.Add(file, State(file));
    }

    public override SqlDialect Dialect => SqlDialect.DuckDb;

    public override string Title => "DuckDB";

    public override IReadOnlyList<string> FindTables(string? schema)
    {
        if (_isFolder) return [.. _files.Keys];
        var found = new HashSet<string>(StringComparer.Ordinal);
        Query($"SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = {(schema is null ? "current_schema()" : "list_extract($1, 1)")}",
            schema is null ? null : [schema], reader => found.Add(reader.GetString(0)));
        return [.. ContractTables.Names.Where(found.Contains)];
    }

    public override IReadOnlyList<DatabaseColumn> ColumnsOf(string table, string? schema)
    {
        var columns = new List<DatabaseColumn>();
        Query($"DESCRIBE {ContractTables.NameOf(Dialect, table, schema)}", null, reader => columns.Add(new DatabaseColumn(reader.GetString(0), reader.GetString(1))));
        return columns;
    }

    public override void CheckUnchanged()
    {
        if (_before.All(pair => State(pair.Key) == pair.Value)) return;
        throw new DatabaseException("A file of the database changed while it was read. Run the command again when nobody writes to it.");
    }

    public override void Dispose() => _connection?.Dispose();

    protected override void Begin(string? schema)
    {
        DuckDbLibrary.Use();
        var settings = new DuckDBConnectionStringBuilder { DataSource = _isFolder ? ":memory:" : _path };
        if (!_isFolder) settings["access_mode"] = "READ_ONLY";
        // From the first moment: to open a file of another kind would ask for an extension.
        settings["autoinstall_known_extensions"] = "false";
        settings["autoload_known_extensions"] = "false";
        _connection = new DuckDBConnection(settings.ConnectionString);
        _connection.Open();
        if (!Version.TryParse(_connection.ServerVersion.TrimStart('v').Split('-')[0], out var version) || version < FirstVersion)
            throw new DatabaseException("DuckDB's own library is older than 1.4, which the compiled policy needs.");
        Execute("SET allow_persistent_secrets = false");
        // What does not fit into memory is not put on a disk that nobody named.
        Execute("SET temp_directory = ''");
        Execute("SET preserve_insertion_order = false");
        Execute($"SET threads = {_threads.ToString(CultureInfo.InvariantCulture)}");
        if (_files.Count > 0) Execute($"SET allowed_paths = [{string.Join(", ", _files.Values.Select(Text))}]");
        Execute("SET enable_external_access = false");
        Execute("SET lock_configuration = true");
        if (_isFolder)
        {
            // CSV is taken apart once, and not by each step of the policy; so what is ranked is also what was looked at.
            Execute(ContractTables.ViewScript(_files, schema, keepCsv: true));
        }
        else
        {
            using var command = NewCommand("SELECT count(*) FROM duckdb_functions() WHERE NOT internal");
            if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0)
                throw new DatabaseException("The DuckDB database holds functions of its own (macros), which might stand in the place of those that the compiled policy calls. Take them out, or copy the tables to a database without.");
        }
        Execute("BEGIN TRANSACTION READ ONLY");
    }

    protected override DbCommand NewCommand(string sql)
    {
        var command = _connection!.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    protected override DbParameter ListParameter(IReadOnlyList<string> texts) => new DuckDBParameter(texts.ToList());

    protected override string? Explain(Exception exception) => exception switch
    {
        DuckDBException e when _connection?.State != System.Data.ConnectionState.Open =>
            $"DuckDB cannot open what is at the path in {_place}: it is no database of DuckDB, of a newer version, held by another program, or not yours to read{(e.ErrorType == DuckDBErrorType.OutOfMemory ? ", or memory ran out" : "")}.",
        DuckDBException e => ExplainKind(e),
        DllNotFoundException or BadImageFormatException or EntryPointNotFoundException => DuckDbLibrary.Missing,
        TypeInitializationException { InnerException: DllNotFoundException or BadImageFormatException or EntryPointNotFoundException } => DuckDbLibrary.Missing,
        _ => null,
    };

    // Errors of the binder and of files come without a kind; the first words name it, and hold no value.
    private static string ExplainKind(DuckDBException e)
    {
        bool Is(string words, DuckDBErrorType kind) => e.ErrorType == kind || e.Message.StartsWith($"{words} Error", StringComparison.Ordinal);
        return e.Message switch
        {
            _ when Is("Out of Memory", DuckDBErrorType.OutOfMemory) => "DuckDB ran out of memory, and nothing is put on a disk meanwhile. Use a machine with more of it, or load the tables into PostgreSQL.",
            _ when Is("Permission", DuckDBErrorType.Permission) => "A table of the database is a view over files, which are not opened. For files where they lie give the folder that holds them: duckdb:FOLDER.",
            _ when Is("Conversion", DuckDBErrorType.Conversion) || Is("Invalid Input", DuckDBErrorType.InvalidInput) || Is("Out of Range", DuckDBErrorType.OutOfRange) =>
                "A value in a table, or a line of a file, cannot be read as its column says: a date, a number that does not fit DECIMAL(38, 10), a broken row. Load the tables from what iom check --tables writes.",
            _ when Is("Catalog", DuckDBErrorType.Catalog) || Is("Binder", DuckDBErrorType.Binder) => "A table or a column of the contract is not there. Run create.sql (iom policy sql), and name its schema with --schema.",
            _ when Is("IO", DuckDBErrorType.Io) => "DuckDB cannot read a file of the database: it is damaged, of another kind, or not yours to read.",
            _ => $"DuckDB stopped with an error of the kind {e.ErrorType}.",
        };
    }

    private static string Text(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";

    private static (long Length, DateTime Written) State(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return (file.Length, file.LastWriteTimeUtc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    // Columns of a CSV file are taken by their place: another order would be read as another column.
    private static void CheckHeader(string table, string path)
    {
        if (!path.EndsWith(".csv", StringComparison.Ordinal)) return;
        var expected = Encoding.UTF8.GetBytes(string.Join(',', ContractTables.ColumnsOf(table)));
        var header = new byte[expected.Length + 1];
        try
        {
            using var stream = File.OpenRead(path);
            var length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (length >= expected.Length && header.AsSpan(0, expected.Length).SequenceEqual(expected) && (length == expected.Length || header[^1] is (byte)'\r' or (byte)'\n')) return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"{Path.GetFileName(path)} cannot be opened.");
        }
        throw new DatabaseException($"The header of {Path.GetFileName(path)} is not that of iom check --tables: {string.Join(',', ContractTables.ColumnsOf(table))}");
    }

    private void FindFiles()
    {
        // DuckDB would take them for a pattern.
        if (_path.AsSpan().ContainsAny("*?[")) throw new DatabaseException($"The path in {_place} holds one of * ? [, which DuckDB would take for a pattern. Give the folder another name.");
        foreach (var table in ContractTables.Names)
        {
            string[] files = [.. new[] { ContractTables.FileOf(table), Path.ChangeExtension(ContractTables.FileOf(table), ".parquet") }.Select(name => Path.Combine(_path, name)).Where(File.Exists)];
            if (files.Length > 1) throw new DatabaseException($"The folder holds the table {table} both as CSV and as Parquet. Take one of them away.");
            if (files.Length != 1) continue;
            CheckHeader(table, files[0]);
            _files.Add(table, files[0]);
        }
    }
}
