namespace Iom.Selection.Sql.Dialects;

/// <summary>Trino: text is ordered by bytes, and HMAC is built in.</summary>
internal sealed class TrinoDialect : Dialect
{
    public override string Title => "Trino";

    public override string DayNumber(string date) => $"date_diff('day', DATE '0001-01-01', {date})";

    public override string Matches(string text, string pattern) => $"regexp_like({text}, '^{pattern}$')";

    public override string Holds(string text, string part) => $"strpos({text}, {part}) > 0";

    public override string Lot(string id, byte[] key) => $"to_hex(hmac_sha256(to_utf8({id}), from_hex('{Convert.ToHexString(key)}')))";

    protected override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
