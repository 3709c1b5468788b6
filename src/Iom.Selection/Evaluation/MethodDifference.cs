using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>One method beside another, about the same people.</summary>
/// <param name="Method">The one: a policy.</param>
/// <param name="Other">The other.</param>
/// <param name="Captured">How much more of what followed the one captures; null where nothing followed.</param>
/// <param name="Interval">Where that may lie, by the paired bootstrap.</param>
/// <param name="OnlyMethod">Of those whom the draw of the one alone takes, how many offended.</param>
/// <param name="OnlyOther">Of those whom the draw of the other alone takes.</param>
/// <param name="PrecisionP">Fisher's exact test of those two; 1 where one of them is empty.</param>
/// <param name="SensitivityP">The exact test of McNemar: of those who offended, who is taken by one of the two alone.</param>
public sealed record MethodDifference(
    string Method, string Other, double? Captured, Interval? Interval, Proportion OnlyMethod, Proportion OnlyOther, double PrecisionP, double SensitivityP);
