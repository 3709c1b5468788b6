namespace Iom.Selection.Policies;

/// <summary>How long what names people is kept.</summary>
/// <param name="RunMonths">How many months after its date the files of a run are kept, its manifest apart.</param>
/// <param name="DecisionMonths">How many months after it what a recorded decision says is kept.</param>
public sealed record RetentionRules(int RunMonths, int DecisionMonths);
