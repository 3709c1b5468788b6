using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Samples;

/// <summary>What is known of synthetic extracts because they were made: what a reader must find in them. Stands in <c>truth.json</c>.</summary>
public sealed record SampleTruth
{
    /// <summary>What was asked for.</summary>
    public required SampleOptions Options { get; init; }

    /// <summary>What a reader must report of each file as of the day of the options, in the contract's order, <c>characteristics.csv</c> last.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>The files written, <c>truth.json</c> itself left out.</summary>
    public required IReadOnlyList<HashedFile> Outputs { get; init; }

    /// <summary>What was planted, and how often.</summary>
    public required SamplePlants Plants { get; init; }

    /// <summary>People who have an open row in <c>memberships.csv</c>.</summary>
    public required int MemberCount { get; init; }

    /// <summary>Offences that a reader must find, each counted once.</summary>
    public required int OffenceCount { get; init; }

    /// <summary>Which part of these offences is that of the tenth of people with most of them, 0 to 1.</summary>
    public required double TopTenthShare { get; init; }

    /// <summary>The planted difference between groups; null where there is none.</summary>
    public required SampleDifference? Difference { get; init; }
}
