using System.Globalization;
using Iom.Selection.Cli.Ranking;
using Iom.Selection.Cli.Terminal;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;

namespace Iom.Selection.Cli.Policies;

/// <summary>Does what <c>iom policy diff</c> is for: what changed from one policy to another, and who would move.</summary>
internal static class PolicyDiff
{
    /// <summary>Prints the differences.</summary>
    /// <param name="request">The first policy, and whom to rank by both.</param>
    /// <param name="afterPath">The second policy.</param>
    /// <param name="ranks">Whether there are extracts to rank.</param>
    /// <param name="cancellationToken">Stops the ranking.</param>
    /// <returns>Done, whether anything differs or not.</returns>
    public static int Run(RankingRequest request, string afterPath, bool ranks, CancellationToken cancellationToken)
    {
        var (before, after) = (Inputs.Policy(request.Policy), Inputs.Policy(afterPath));
        // What can't be ranked is found out before anything is printed.
        var ranked = ranks ? RankedExtracts.Read(request, cancellationToken) : null;
        var other = ranked?.By(after, request, cancellationToken);

        Lines.Heading($"{before.Id} {before.Version} and {after.Id} {after.Version}");
        Lines.Line($"  before  sha256 {before.Sha256}");
        Lines.Line($"  after   sha256 {after.Sha256}");
        Lines.Line();
        Lines.Heading("What changed");
        Changes(before, after);
        if (ranked is not null && other is not null) Moves(request, ranked.Proposal, other.Proposal);
        return ExitCode.Done;
    }

    private static void Changes(Policy before, Policy after)
    {
        var changes = PolicyComparison.Changes(before, after);
        foreach (var change in changes) Lines.Line($"  {change}");
        if (changes.Count > 0) return;
        Lines.Line(before.Sha256 == after.Sha256 ? "  Nothing differs." : "  Nothing that is read differs: only comments, layout, or blocks that this version does not read.");
    }

    private static void Moves(RankingRequest request, Proposal before, Proposal after)
    {
        var moves = Move.Between(before, after);
        Lines.Line();
        Lines.Heading(Text($"Who would move: {moves.Count} of {after.Rows.Length} people, as of {request.AsOf:yyyy-MM-dd}, with {request.Capacity} places"));
        var totals = before.Rows.ToDictionary(row => row.OffenderId, row => row.Scorecard?.Total);
        var otherTotals = after.Rows.Count(row => row.Scorecard is { } scorecard && totals[row.OffenderId] is { } total && total != scorecard.Total);
        Lines.Line(Text($"  {otherTotals} of those ranked by both have another total."));
        if (moves.Count == 0)
        {
            Lines.Line("  Nobody would be recommended differently.");
            return;
        }

        Lines.Line();
        Lines.Table(
            ["before", "after", "people"],
            moves.GroupBy(move => (move.Before.Recommendation, After: move.After.Recommendation))
                .Select(group => (string[])[Vocabulary.Word(group.Key.Recommendation), Vocabulary.Word(group.Key.After), Number(group.Count())]));
        Lines.Line();
        Lines.Table(
            ["offender_id", "before", "after", "total before", "total after", "factors with other points"],
            moves.Select(move => (string[])
            [
                move.OffenderId.Value, Recommended(move.Before), Recommended(move.After), Number(move.Before.Scorecard?.Total), Number(move.After.Scorecard?.Total),
                string.Join(", ", move.Factors.Select(factor => $"{factor.FactorId} {Points(factor.Before)} -> {Points(factor.After)}")),
            ]),
            ofWords: true);
        if (moves.Any(move => move.Before.IsTied || move.After.IsTied))
            Lines.Line("  Ties are drawn by the hash of the policy, so another text of it draws another lot.");
        Lines.Line("  The list names people: keep it as you keep the extracts.");
    }

    private static string Recommended(ProposalRow row) => Vocabulary.Word(row.Recommendation) + (row.IsTied ? " (tied)" : "");

    private static string Points(int? points) => points is null ? "(none)" : Number(points);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
