using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>Within what an audit compares people, so that groups are held against each other only where it is the same: a column of the audit's own file, bands of total points, or both crossed.</summary>
/// <param name="Column">The column of the characteristics, an area for one; null for bands of total points alone. No score reads it.</param>
/// <param name="Totals">The lower ends of bands of total points, rising, above 0; empty for the column alone.</param>
public sealed record FairnessStrata(string? Column, ImmutableArray<int> Totals)
{
    /// <summary>The lower ends of bands of total points, rising, above 0; empty for the column alone.</summary>
    public ImmutableArray<int> Totals { get; init => field = value.IsDefault ? [] : value; } = Totals.IsDefault ? [] : Totals;

    /// <summary>Whether groups are compared by the column too, as by a characteristic; else it makes strata and nothing else.</summary>
    public bool IsAudited { get; init; }

    /// <summary>The strata in a few words, as they stand in <c>audit.csv</c>.</summary>
    public string Name
    {
        get
        {
            var bands = Totals.IsEmpty ? "" : $"totals from {string.Join(", ", Totals)}";
            return Column is null ? bands : bands.Length == 0 ? Column : $"{Column} and {bands}";
        }
    }
}
