using System.Collections.Frozen;
using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Contract;

/// <summary>How one layout of an agency's own becomes a file of the contract.</summary>
internal sealed record FileMapping
{
    private static readonly DateFormat[] IsoDates = [DateFormat.Iso];
    private static readonly FrozenDictionary<string, string> NoTexts = FrozenDictionary<string, string>.Empty;

    /// <summary>The file's name; <c>*</c> and <c>?</c> stand for others.</summary>
    public required string Pattern { get; init; }

    /// <summary>The encoding of the file where it is not UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>What separates cells.</summary>
    public Rune Delimiter { get; init; } = new(',');

    /// <summary>The sheet of a workbook; null for the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>How many lines stand before the header, or the first row.</summary>
    public int SkipLines { get; init; }

    /// <summary>Whether the file has a header.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Which columns of the agency's make one of the contract, by the contract's.</summary>
    public FrozenDictionary<string, ColumnSource> Columns { get; init; } = FrozenDictionary<string, ColumnSource>.Empty;

    /// <summary>Which rows are chosen: by the agency's column, the words of which it must have one, without case; null to choose all.</summary>
    public FrozenDictionary<string, FrozenSet<string>>? Rows { get; init; }

    /// <summary>The ways in which dates are written; they can't read one text in two ways.</summary>
    public IReadOnlyList<DateFormat> Dates { get; init; } = IsoDates;

    /// <summary>The contract's word for an agency's, by column; an agency's words are without case.</summary>
    public FrozenDictionary<string, FrozenDictionary<string, string>> Values { get; init; } = FrozenDictionary<string, FrozenDictionary<string, string>>.Empty;

    /// <summary>What means empty in every column, without case.</summary>
    public FrozenSet<string> Missing { get; init; } = [];

    /// <summary>The dates that mean no date in every column.</summary>
    public FrozenSet<DateOnly> MissingDates { get; init; } = [];

    /// <summary>What an empty cell means, by column.</summary>
    public FrozenDictionary<string, string> Empty { get; init; } = NoTexts;

    /// <summary>What stands in every row, by column.</summary>
    public FrozenDictionary<string, string> Constants { get; init; } = NoTexts;

    /// <summary>The system whose ids the file has; null where it has the partnership's own.</summary>
    public string? IdSystem { get; init; }

    /// <summary>Whether ids of people are compared without case.</summary>
    public bool IgnoresIdCase { get; init; }

    /// <summary>What stands before the decimals of a number where the map says it, and a % behind one is let go; null where it does not.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>From when to when the file is complete.</summary>
    public Coverage? Covers { get; init; }

    /// <summary>What the map has still to say of the file: its keys.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>Whether dates are written as the contract has them.</summary>
    public bool HasIsoDates => ReferenceEquals(Dates, IsoDates);

    /// <summary>The byte that separates cells once the file has been decoded.</summary>
    public byte DelimiterByte => Delimiter.IsAscii ? (byte)Delimiter.Value : DelimiterStream.Mark;

    /// <summary>The mapping of a file that is as the contract says.</summary>
    public static FileMapping ByContract(string fileName) => new() { Pattern = fileName };

    /// <summary>The UTF-8 of a file's bytes; a mark at their beginning says more of the encoding than the map does.</summary>
    public Stream Decoded(Stream file)
    {
        var utf8 = EncodingMark.Decode(file, Encoding);
        return Delimiter.IsAscii ? utf8 : new DelimiterStream(utf8, Delimiter);
    }

    /// <summary>Whether the cells of a column stand for what they are, so that nothing has to be put in their place.</summary>
    public bool IsPlain(string column) =>
        Missing.Count == 0 && MissingDates.Count == 0 && !Constants.ContainsKey(column) && !Values.ContainsKey(column) && !Empty.ContainsKey(column)
        && !(IgnoresIdCase && column == "offender_id");

    /// <summary>Where the agency's file has a column of the contract.</summary>
    public ColumnSource SourceOf(string column) => Columns.TryGetValue(column, out var source) ? source : ColumnSource.Named(column);

    /// <summary>Ids that are one without case have this in common.</summary>
    public static string FoldId(string id) => id.ToUpperInvariant();
}
