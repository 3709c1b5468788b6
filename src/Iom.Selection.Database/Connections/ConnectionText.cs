using System.Text;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Database.Connections;

/// <summary>What an environment variable, or a private file, says of a connection. Its text is in no message and in no <see cref="object.ToString"/>.</summary>
internal sealed class ConnectionText
{
    private const int MaxBytes = 64 * 1024;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private ConnectionText(string place, SqlDialect dialect, string target) => (Place, Dialect, Target) = (place, dialect, target);

    /// <summary>Where it stands, in words: the variable, or the file.</summary>
    public string Place { get; }

    /// <summary>The engine: DuckDB or PostgreSQL.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Of DuckDB the path of a database or a folder; of PostgreSQL a URI, or keywords and values.</summary>
    public string Target { get; }

    /// <summary>Whether a text names a place of a connection.</summary>
    public static bool IsPlace(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) ? IsVariable(text["env:".Length..]) : text.StartsWith("file:", StringComparison.Ordinal) && text.Length > "file:".Length;

    /// <summary>Reads the connection.</summary>
    /// <param name="place"><c>env:NAME</c> or <c>file:PATH</c>.</param>
    /// <exception cref="DatabaseException">There is none, or others may read the file.</exception>
    public static ConnectionText Read(string place)
    {
        if (!IsPlace(place)) throw new DatabaseException("--database takes env:NAME, the name of an environment variable, or file:PATH, a private file.");
        var isVariable = place.StartsWith("env:", StringComparison.Ordinal);
        var where = isVariable ? $"the variable {place["env:".Length..]}" : "the file that --database names";
        var text = isVariable ? Environment.GetEnvironmentVariable(place["env:".Length..]) ?? "" : ReadFile(place["file:".Length..]);
        text = text.Trim();
        if (text.Length == 0) throw new DatabaseException($"There is no connection in {where}: {Known}");
        if (text.Any(char.IsControl)) throw new DatabaseException($"The connection in {where} must be one line: {Known}");
        var target = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return text switch
        {
            _ when text.StartsWith("duckdb:", StringComparison.OrdinalIgnoreCase) && target.Length > 0 => new ConnectionText(where, SqlDialect.DuckDb, target),
            _ when text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) => new ConnectionText(where, SqlDialect.PostgreSql, text),
            _ when text.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase) => new ConnectionText(where, SqlDialect.PostgreSql, target),
            _ when text.Contains("Host=", StringComparison.OrdinalIgnoreCase) => new ConnectionText(where, SqlDialect.PostgreSql, text),
            _ => throw new DatabaseException($"What is in {where} is no connection: {Known}"),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ConnectionText);

    private const string Known = "it takes duckdb:PATH, postgresql://USER@HOST/DATABASE, or Host=...;Database=...;Username=...";

    private static bool IsVariable(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // Looked at once it is open, so that it is the file that is read.
    private static string ReadFile(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != 0)
                throw new DatabaseException("Others on this machine may read or change the file that --database names, so it was not read. To close it: chmod 600.");
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes) throw new DatabaseException("The file that --database names is too long to hold a connection.");
            return Encoding.UTF8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DatabaseException("The file that --database names cannot be opened.");
        }
    }
}
