namespace Iom.Selection.Evaluation;

/// <summary>The fewest people who account for so much of what followed.</summary>
/// <param name="LaterPercent">How many per cent of what followed.</param>
/// <param name="People">How many people; null where nothing followed.</param>
public readonly record struct PeopleForShare(int LaterPercent, int? People);
