namespace Iom.Selection.Ranking;

/// <summary>What the policy's rules say of a person, before anybody else is looked at.</summary>
internal readonly record struct EligibilityResult(bool IsFlagged, Placement Placement);
