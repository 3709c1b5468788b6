using Iom.Selection.Explanations;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Statistics;

namespace Iom.Selection.Reports.Pages;

/// <summary>Counts of people that may leave the partnership: none that is small, and none that is exact.</summary>
internal static class SmallCounts
{
    private const int Base = StatisticsRelease.RoundingBase;

    /// <summary>Joins what is too small with the next smallest, until the rest that is joined could be shown too, or hides it with them; and rounds what is shown.</summary>
    /// <param name="counts">The counts, in order.</param>
    /// <param name="smallest">The smallest that may be shown.</param>
    /// <returns>What may be shown, in the same order, and last the rest; null where even the rest is too small.</returns>
    public static IReadOnlyList<(string Label, int? Count)> Join(IEnumerable<(string Label, int Count)> counts, int smallest)
    {
        (string Label, int Count)[] all = [.. counts];
        var joined = all.Where(count => count.Count < smallest).Select(count => count.Label).ToHashSet(StringComparer.Ordinal);
        // One alone could be worked out from a total that is known elsewhere, and so could a small sum.
        while (joined.Count > 0 && (joined.Count == 1 || all.Where(count => joined.Contains(count.Label)).Sum(count => count.Count) < smallest) && joined.Count < all.Length)
            joined.Add(all.Where(count => !joined.Contains(count.Label)).MinBy(count => count.Count).Label);
        var rest = all.Where(count => joined.Contains(count.Label)).ToArray();
        var shown = all.Where(count => !joined.Contains(count.Label)).Select(count => (count.Label, (int?)Round(count.Count))).ToList();
        if (rest.Length > 0) shown.Add((string.Join(" / ", rest.Select(count => count.Label)), Show(rest.Sum(count => count.Count), smallest)));
        return shown;
    }

    /// <summary>A count, rounded; null where it is too small.</summary>
    public static int? Show(int count, int smallest) => count < smallest ? null : (int)Round(count);

    /// <summary>A share of people, from rounded counts; null where those in it or those not in it are too few.</summary>
    public static Proportion? Show(Proportion share, int smallest) =>
        share.Count < smallest || share.Of - share.Count < smallest ? null : new Proportion((int)Round(share.Count), (int)Round(share.Of));

    /// <summary>To the nearest multiple of the base.</summary>
    public static long Round(long count) => (count + Base / 2) / Base * Base;

    /// <summary>What was done to the counts, in a sentence.</summary>
    public static Html Note(ExplanationTexts texts, int smallest) =>
        RunParts.Note(texts.Phrase("page.statistics.note", RunParts.Number(smallest), RunParts.Number(Base)));
}
