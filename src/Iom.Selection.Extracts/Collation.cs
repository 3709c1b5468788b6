using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts;

/// <summary>All that a folder of extracts holds, brought together by person, and what became of every row.</summary>
public sealed record Collation : ExtractAccount
{
    /// <summary>Everybody in <c>offenders.csv</c>, by id.</summary>
    public required IReadOnlyList<CaseFile> People { get; init; }

    /// <summary>People of whom another system knows two as one, each with the names of those systems: perhaps a duplicate record.</summary>
    public required IReadOnlyDictionary<OffenderId, IReadOnlyList<string>> SharedIdentities { get; init; }
}
