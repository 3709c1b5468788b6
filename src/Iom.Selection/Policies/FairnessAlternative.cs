using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Policies;

/// <summary>Another way in which the matrix might have been written, for the audit to try. It never moves a score of a run.</summary>
/// <param name="Id">Its id, unique in the block.</param>
/// <param name="Title">What it is called.</param>
public sealed record FairnessAlternative(string Id, string Title)
{
    /// <summary>Other windows, in months, by the place of the factor.</summary>
    public ImmutableSortedDictionary<int, int> Months { get; init; } = ImmutableSortedDictionary<int, int>.Empty;

    /// <summary>Other scales of severity, by the place of the factor.</summary>
    public ImmutableSortedDictionary<int, ImmutableSortedDictionary<string, decimal>> Scales { get; init; } =
        ImmutableSortedDictionary<int, ImmutableSortedDictionary<string, decimal>>.Empty;

    /// <summary>Whether every measure of offences counts days at liberty alone, or all days; null = as the policy has it.</summary>
    public bool? AtLiberty { get; init; }

    /// <summary>Offences detected by one of these are left out, as if they were not in the extracts; empty for none.</summary>
    public ImmutableArray<DetectedBy> LeaveOutDetectedBy { get; init => field = value.IsDefault ? [] : value; } = [];
}
