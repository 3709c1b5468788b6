namespace Iom.Selection.Evaluation;

/// <summary>How much of what followed those who did most account for.</summary>
/// <param name="PeoplePercent">How many per cent of people they are.</param>
/// <param name="Share">Their share of what followed, 0 to 1; null where nothing followed.</param>
public readonly record struct LorenzPoint(int PeoplePercent, double? Share);
