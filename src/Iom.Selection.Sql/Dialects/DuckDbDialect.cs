namespace Iom.Selection.Sql.Dialects;

/// <summary>DuckDB: text is ordered by bytes.</summary>
internal sealed class DuckDbDialect : Dialect
{
    public override string Title => "DuckDB";

    public override string DayNumber(string date) => $"({date} - DATE '0001-01-01')";

    public override string Matches(string text, string pattern) => $"regexp_full_match({text}, '{pattern}')";

    public override string Holds(string text, string part) => $"strpos({text}, {part}) > 0";

    public override string Lot(string id, byte[] key)
    {
        var (inner, outer) = Pads(key);
        return $"sha256(unhex('{outer}') || unhex(sha256(unhex('{inner}') || encode({id}))))";
    }

    protected override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
