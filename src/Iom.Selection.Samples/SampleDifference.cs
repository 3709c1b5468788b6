
namespace Iom.Selection.Samples;

/// <summary>A difference between groups that was planted: the police wrote down more of what one group did, and it did no more.</summary>
public sealed record SampleDifference
{
    /// <summary>The column of <c>characteristics.csv</c>.</summary>
    public required string Column { get; init; }

    /// <summary>The group that was watched more closely.</summary>
    public required string Group { get; init; }

    /// <summary>The offences of which more were written down: <c>police</c> in <c>detected_by</c>.</summary>
    public required string DetectedBy { get; init; }

    /// <summary>The catalogue's groups of these offences.</summary>
    public required IReadOnlyList<string> OffenceGroups { get; init; }

    /// <summary>How many times as many offences of this kind are recorded, on average.</summary>
    public required decimal Multiplier { get; init; }

    /// <summary>People in the group, those without a row in <c>characteristics.csv</c> included.</summary>
    public required int PeopleCount { get; init; }

    /// <summary>Offences that were added.</summary>
    public required int AddedOffenceCount { get; init; }
}
