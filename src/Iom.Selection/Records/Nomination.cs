
namespace Iom.Selection.Records;

/// <summary>An agency's way to put a person before the panel. It is worth no points.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="NominatedOn">The day of the nomination.</param>
public sealed record Nomination(string Agency, DateOnly NominatedOn) : CaseRecord
{
    /// <summary>Why, in the agency's words.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override DateOnly? RecordDate => NominatedOn;
}
