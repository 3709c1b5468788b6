namespace Iom.Selection.Fairness.Outcomes;

/// <summary>What later records say of a person's follow-up.</summary>
/// <remarks>The default value is of somebody who never was at liberty.</remarks>
/// <param name="HasReoffended">Whether there is a proven offence in the follow-up, proven within it or within the wait; breaches are none.</param>
/// <param name="HasBreached">Whether there is a proven breach of an order, of bail or of licence in it.</param>
/// <param name="DaysAtLiberty">The days of the follow-up that were not in custody, up to the day of the first such offence.</param>
/// <param name="IsDeceased">Whether the person has died, in the follow-up or nobody says when.</param>
public readonly record struct LaterOutcome(bool HasReoffended, bool HasBreached, int DaysAtLiberty, bool IsDeceased)
{
    /// <summary>Whether the person could have come to the outcome as others could: alive as far as is known, and at liberty on some day. It does not look at whether they did.</summary>
    public bool CouldCome => !IsDeceased && DaysAtLiberty > 0;
}
