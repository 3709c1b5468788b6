namespace Iom.Selection.Fairness;

/// <summary>Whether the strata of a comparison differ in it (Breslow and Day).</summary>
/// <param name="Group">The group that is compared with the reference.</param>
/// <param name="Statistic">The statistic.</param>
/// <param name="Freedom">Its degrees of freedom.</param>
/// <param name="P">Its p.</param>
public sealed record HeterogeneityTest(string Group, double Statistic, int Freedom, double P);
