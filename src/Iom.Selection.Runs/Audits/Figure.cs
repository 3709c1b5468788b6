using System.Text.Json;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Audits;

/// <summary>One figure of an audit: a row of <c>audit.csv</c> and an entry of <c>audit.json</c>.</summary>
/// <param name="Table">What kind of thing it is about.</param>
/// <param name="Column">The characteristic.</param>
/// <param name="Item">The step, factor, alternative or measure.</param>
/// <param name="Group">The group.</param>
/// <param name="With">Whom it is compared with; empty for none.</param>
/// <param name="Name">What the value is.</param>
internal sealed record Figure(string Table, string Column, string Item, string Group, string With, string Name)
{
    // One spelling of a number everywhere; a last bit that differs between machines does not reach the fourth place.
    private const string Places = "F4";

    /// <summary>The columns of <c>audit.csv</c>.</summary>
    public static string[] Header => ["audience", "table", "column", "item", "group", "with", "figure", "count", "of", "value", "low", "high", "verdict"];

    public int? Count { get; init; }

    public int? Of { get; init; }

    /// <summary>The value as it is printed; empty where there is none.</summary>
    public string Value { get; init; } = "";

    public string Low { get; init; } = "";

    public string High { get; init; } = "";

    public string Verdict { get; init; } = "";

    public Figure Is(double? value, Interval? interval = null) =>
        this with { Value = Text(value), Low = Text(interval?.Low), High = Text(interval?.High) };

    public Figure Is(decimal value) => this with { Value = Text((double)value) };

    public Figure Is(Proportion proportion, double level) => (this with { Count = proportion.Count, Of = proportion.Of }).Is(proportion.Rate, proportion.IntervalAt(level));

    /// <summary>Writes it as a row.</summary>
    public void WriteTo(CsvOutput csv, string audience) => csv.Text(audience).Text(Table).Text(Column).Text(Item).Text(Group).Text(With).Text(Name)
        .Number(Count).Number(Of).Decimal(Value).Decimal(Low).Decimal(High).Text(Verdict).End();

    /// <summary>Writes it as an object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("table", Table);
        json.WriteString("column", Column);
        if (Item.Length > 0) json.WriteString("item", Item);
        json.WriteString("group", Group);
        if (With.Length > 0) json.WriteString("with", With);
        json.WriteString("figure", Name);
        if (Count is { } count) json.WriteNumber("count", count);
        if (Of is { } of) json.WriteNumber("of", of);
        WriteNumber("value", Value);
        WriteNumber("low", Low);
        WriteNumber("high", High);
        if (Verdict.Length > 0) json.WriteString("verdict", Verdict);
        json.WriteEndObject();

        void WriteNumber(string property, string text)
        {
            if (text.Length > 0) json.WriteDigits(property, text);
        }
    }

    /// <summary>A number as people would write it in a sentence.</summary>
    public static string Short(double value) => value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A number with four places; empty for none, "infinite" without end.</summary>
    public static string Text(double? value)
    {
        if (value is not { } number) return "";
        return double.IsInfinity(number) ? "infinite" : Digits.Text(number, Places);
    }
}
