using System.Collections.Frozen;
using System.Text;

namespace Iom.Selection.Extracts.Contract;

/// <summary>How one layout of an agency's own becomes a file of the contract.</summary>
internal sealed record FileMapping
{
    private static readonly string[] IsoDates = ["yyyy-MM-dd"];

    /// <summary>The file's name; <c>*</c> and <c>?</c> stand for others.</summary>
    public required string Pattern { get; init; }

    /// <summary>The encoding of the file where it is not UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>What separates cells.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The agency's name of a column, by the contract's.</summary>
    public FrozenDictionary<string, string> Columns { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The ways in which dates are written; they can't read one text in two ways.</summary>
    public IReadOnlyList<string> Dates { get; init; } = IsoDates;

    /// <summary>The contract's word for an agency's, by column; an agency's words are without case.</summary>
    public FrozenDictionary<string, FrozenDictionary<string, string>> Values { get; init; } = FrozenDictionary<string, FrozenDictionary<string, string>>.Empty;

    /// <summary>What an empty cell means, by column.</summary>
    public FrozenDictionary<string, string> Empty { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What stands in every row, by column.</summary>
    public FrozenDictionary<string, string> Constants { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The system whose ids the file has; null where it has the partnership's own.</summary>
    public string? IdSystem { get; init; }

    /// <summary>From when to when the file is complete.</summary>
    public Coverage? Covers { get; init; }

    /// <summary>Whether dates are written as the contract has them.</summary>
    public bool HasIsoDates => ReferenceEquals(Dates, IsoDates);

    /// <summary>The mapping of a file that is as the contract says.</summary>
    public static FileMapping ByContract(string fileName) => new() { Pattern = fileName };

    /// <summary>The UTF-8 of a file's bytes.</summary>
    public Stream Decoded(Stream file) => Encoding is { } encoding ? System.Text.Encoding.CreateTranscodingStream(file, encoding, System.Text.Encoding.UTF8) : file;

    /// <summary>Whether the cells of a column stand for what they are, so that nothing has to be put in their place.</summary>
    public bool IsPlain(string column) => !Constants.ContainsKey(column) && !Values.ContainsKey(column) && !Empty.ContainsKey(column);

    /// <summary>The name that a column of the contract has in the agency's file.</summary>
    public string NameOf(string column) => Columns.GetValueOrDefault(column, column);
}
