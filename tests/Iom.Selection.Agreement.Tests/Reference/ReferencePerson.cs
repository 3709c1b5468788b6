namespace Iom.Selection.Agreement.Tests.Reference;

internal sealed record ReferenceTest(DateOnly Date, string Result, string Context, string[] Substances, bool IsPrescribed);

internal sealed record ReferenceRisk(string Instrument, DateOnly On, decimal Value);

/// <summary>All that is known of one person up to the as-of date.</summary>
internal sealed record ReferencePerson
{
    public required string Id { get; init; }

    /// <summary>The fields of <c>offenders.csv</c>; empty text is Missing.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required IReadOnlySet<string> Conflicts { get; init; }
    public required IReadOnlyList<ReferenceOffence> Offences { get; init; }
    public required IReadOnlyList<ReferenceTest> Tests { get; init; }
    public required IReadOnlyList<ReferenceRisk> Risks { get; init; }

    /// <summary>The kinds of custody of each day inside; an empty kind is empty text.</summary>
    public required IReadOnlyDictionary<DateOnly, HashSet<string>> CustodyDays { get; init; }
    public required bool IsMember { get; init; }
    public required bool IsNominated { get; init; }

    /// <summary>Rows refused, conflicts and lines of possible people.</summary>
    public int ToSettle { get; set; }

    /// <summary>Whether a day does not count as at liberty.</summary>
    /// <param name="day">The day.</param>
    /// <param name="kinds">The kinds of custody that are meant; null for any.</param>
    public bool IsInside(DateOnly day, IReadOnlyCollection<string>? kinds) =>
        CustodyDays.TryGetValue(day, out var own) && (kinds is null || own.Overlaps(kinds));
}

/// <summary>What became of the rows of a kind of file.</summary>
internal sealed record ReferenceCounts(string File, int Read, int Used, int Later, int Duplicate, int Refused, int NotChosen);

/// <summary>What becomes of the rows: every one is used, later, a duplicate, refused or not chosen, and which they are stands in the lists.</summary>
internal sealed class ReferenceAccount
{
    public List<ReferenceCounts> Counts { get; } = [];

    /// <summary>File, source file, line, person, column and problem.</summary>
    public List<string[]> Refused { get; } = [];

    /// <summary>File, source file, line, person and record.</summary>
    public List<string[]> Duplicates { get; } = [];

    /// <summary>File, person, record and column.</summary>
    public List<string[]> Conflicts { get; } = [];

    /// <summary>Person, other person and why.</summary>
    public List<string[]> PossiblePeople { get; } = [];
}
