namespace Iom.Selection.Statistics;

/// <summary>What those chosen did, beside what was to be expected of them.</summary>
/// <param name="Fit">The distribution of everybody's rates before.</param>
/// <param name="ChangeOfOthers">How much the rates of those not chosen changed: after, to what their posterior means let expect.</param>
/// <param name="ChangeOfAll">How much the rate of everybody changed, those chosen included.</param>
/// <param name="Chosen">How many were chosen.</param>
/// <param name="Observed">The events after of those chosen.</param>
/// <param name="Expected">Those expected, by <paramref name="ChangeOfOthers"/>.</param>
/// <param name="ExpectedOfAll">Those expected, by <paramref name="ChangeOfAll"/>: with an effect it is too low.</param>
/// <param name="BeforeRate">The rate of those chosen before.</param>
/// <param name="AfterRate">Their rate after.</param>
internal sealed record EmpiricalBayesEstimate(
    NegativeBinomial Fit, double ChangeOfOthers, double ChangeOfAll, int Chosen, double Observed, double Expected, double ExpectedOfAll, double BeforeRate, double AfterRate);
