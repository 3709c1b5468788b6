namespace Iom.Selection.Sql.Dialects;

/// <summary>Spark SQL: text is ordered by bytes, and a backslash in a text means something.</summary>
internal sealed class SparkDialect : Dialect
{
    public override string Title => "Spark";

    public override string TextType => "STRING";

    public override string DayNumber(string date) => $"datediff({date}, DATE '0001-01-01')";

    public override string Matches(string text, string pattern) => $"{text} RLIKE '^{pattern}$'";

    public override string Holds(string text, string part) => $"instr({text}, {part}) > 0";

    public override string Lot(string id, byte[] key)
    {
        var (inner, outer) = Pads(key);
        return $"sha2(concat(unhex('{outer}'), unhex(sha2(concat(unhex('{inner}'), encode({id}, 'UTF-8')), 256))), 256)";
    }

    protected override string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    protected override string QuoteText(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
