namespace Iom.Selection.Policies;

/// <summary>A rule that keeps people out of the ranking, sends them elsewhere, or marks them.</summary>
/// <param name="Number">Its place in the policy, from 1.</param>
/// <param name="When">What it asks.</param>
/// <param name="WithholdIfUnknown">Whether someone of whom the answer is unknown is withheld until it is known.</param>
/// <param name="Then">What follows when it holds.</param>
/// <param name="Why">The reason, or to whom to refer; empty if none is given.</param>
public sealed record EligibilityRule(int Number, Condition When, bool WithholdIfUnknown, EligibilityEffect Then, string Why);
