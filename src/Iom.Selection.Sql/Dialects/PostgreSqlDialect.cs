namespace Iom.Selection.Sql.Dialects;

/// <summary>PostgreSQL, of any locale: where order matters it is that of bytes.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
    public override string Title => "PostgreSQL";

    public override string TextType => "text";

    public override int? MaxNameBytes => 63;

    public override int? MaxColumns => 1600;

    public override string ByBytes(string text) => $"{text} COLLATE \"C\"";

    public override string DayNumber(string date) => $"({date} - DATE '0001-01-01')";

    public override string Matches(string text, string pattern) => $"{text} ~ '^{pattern}$'";

    public override string Holds(string text, string part) => $"strpos({text}, {part}) > 0";

    public override string Lot(string id, byte[] key)
    {
        var (inner, outer) = Pads(key);
        return $"sha256(decode('{outer}', 'hex') || sha256(decode('{inner}', 'hex') || convert_to({id}, 'UTF8')))";
    }

    // What is there of that name may have other columns, which a view can't exchange for these.
    public override string CreateView(string view) => $"DROP VIEW IF EXISTS {view};\nCREATE VIEW {view} AS";

    protected override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Whatever the server makes of a backslash in a plain text.
    protected override string QuoteText(string text) => text.Contains('\\', StringComparison.Ordinal)
        ? $"E{base.QuoteText(text.Replace("\\", "\\\\", StringComparison.Ordinal))}"
        : base.QuoteText(text);
}
