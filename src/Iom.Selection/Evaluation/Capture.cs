namespace Iom.Selection.Evaluation;

/// <summary>What the first of an order account for of what followed.</summary>
/// <param name="Worst">The share captured if everybody of the tie at the line who is taken did least; null where nothing followed.</param>
/// <param name="Best">The share if those are taken who did most.</param>
/// <param name="Expected">The share over a fair draw among the tie.</param>
/// <param name="PrecisionExpected">The share of those taken who did anything, over a fair draw; null where nobody is taken.</param>
/// <param name="HarmExpected">The share of severity captured over a fair draw; null where none is known.</param>
public sealed record Capture(double? Worst, double? Best, double? Expected, double? PrecisionExpected, double? HarmExpected)
{
    /// <summary>How many of those taken were sure of it, before the draw.</summary>
    public required int SureCount { get; init; }

    /// <summary>Between how many people the last places were drawn; 0 where nothing was.</summary>
    public required int TiedCount { get; init; }

    /// <summary>Calculates it.</summary>
    /// <param name="order">The people, the first before the others.</param>
    /// <param name="groups">By person: the tie in which each one stands.</param>
    /// <param name="k">How many are taken.</param>
    /// <param name="counts">By person: the offences that followed.</param>
    /// <param name="severities">By person: the sum of their severities.</param>
    /// <param name="hasSeverity">Whether any severity is known.</param>
    /// <returns>The figures.</returns>
    internal static Capture Calculate(int[] order, int[] groups, int k, int[] counts, double[] severities, bool hasSeverity)
    {
        var (start, end) = (k, k);
        if (k > 0 && k < order.Length && groups[order[k - 1]] == groups[order[k]])
        {
            while (start > 0 && groups[order[start - 1]] == groups[order[k]]) start--;
            while (end < order.Length && groups[order[end]] == groups[order[k]]) end++;
        }
        var places = k - start;
        var (all, sure, sureAny, allHarm, sureHarm) = (0L, 0L, 0, 0.0, 0.0);
        for (var i = 0; i < order.Length; i++)
        {
            all += counts[order[i]];
            allHarm += severities[order[i]];
            if (i >= start) continue;
            sure += counts[order[i]];
            sureAny += counts[order[i]] > 0 ? 1 : 0;
            sureHarm += severities[order[i]];
        }
        var tied = Array.ConvertAll(order[start..end], person => counts[person]);
        Array.Sort(tied);
        var (least, most, among, amongAny, amongHarm) = (0L, 0L, 0L, 0, 0.0);
        for (var i = 0; i < tied.Length; i++)
        {
            if (i < places) least += tied[i];
            if (i >= tied.Length - places) most += tied[i];
            among += tied[i];
            amongAny += tied[i] > 0 ? 1 : 0;
        }
        for (var i = start; i < end; i++) amongHarm += severities[order[i]];
        var share = tied.Length == 0 ? 0 : (double)places / tied.Length;
        return new Capture(
            Of(sure + least), Of(sure + most), Of(sure + (among * share)), k == 0 ? null : (sureAny + (amongAny * share)) / k,
            hasSeverity && allHarm > 0 ? (sureHarm + (amongHarm * share)) / allHarm : null)
        { SureCount = start, TiedCount = tied.Length };

        double? Of(double captured) => all == 0 ? null : captured / all;
    }
}
