using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Ranking;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>Does what <c>iom policy diff</c> is for: what changed from one policy to another, and who would move.</summary>
internal static class PolicyDiff
{
    /// <summary>Prints the differences.</summary>
    /// <param name="request">The first policy, and whom to rank by both.</param>
    /// <param name="afterPath">The second policy.</param>
    /// <param name="models">The files of the models that the policies name.</param>
    /// <param name="ranks">Whether there are extracts to rank.</param>
    /// <param name="cancellationToken">Stops the ranking.</param>
    /// <returns>Done, whether anything differs or not.</returns>
    public static int Run(RankingRequest request, string afterPath, IReadOnlyList<string> models, bool ranks, CancellationToken cancellationToken)
    {
        var (before, after) = (Inputs.Policy(request.Policy), Inputs.Policy(afterPath));
        if (ranks) (before, after) = Drawn(before, after, request.LotValue);
        if (ranks) (before, after) = (Modelled(before, request.Policy, models, request.AsOf), Modelled(after, afterPath, models, request.AsOf));
        if (models.Count > 0 && before.Model is null && after.Model is null) throw new CommandLineException("Neither policy names a model (ranking.model), so leave out --model.");
        // What can't be ranked is found out before anything is printed.
        var extracts = ranks ? RankedExtracts.Load(request, before, cancellationToken) : null;
        var ranked = extracts?.Ranking;
        var other = extracts is null ? null : RankedExtracts.Rank(extracts.Ranking.Snapshot, after, extracts.Catalogue, request.Capacity);

        ConsoleOutput.Heading($"{before.Id} {before.Version} and {after.Id} {after.Version}");
        ConsoleOutput.Line($"  before  sha256 {before.Sha256}");
        ConsoleOutput.Line($"  after   sha256 {after.Sha256}");
        ConsoleOutput.Line();
        ConsoleOutput.Heading("What changed");
        Changes(before, after);
        if (ranked is not null && other is not null) Moves(ranked, other);
        return ExitCode.Done;
    }

    private static Policy Modelled(Policy policy, string path, IReadOnlyList<string> models, DateOnly asOf) => policy.Model is null ? policy : Inputs.WithModel(policy, path, models, asOf);

    // The one value serves whichever of the two waits for one.
    private static (Policy Before, Policy After) Drawn(Policy before, Policy after, string? lotValue)
    {
        var source = before.LotSource ?? after.LotSource;
        if (source is null && lotValue is not null) throw new CommandLineException("Neither policy names a source of a value for the draw (ranking.lot), so leave out --lot-value.");
        if (source is not null && lotValue is null) throw new CommandLineException($"A policy draws lots by a value that is known only when the list is frozen. Give it with --lot-value. Its source is \"{source}\".");
        return (With(before), With(after));

        Policy With(Policy policy) => policy.LotSource is null ? policy : policy.WithLotValue(lotValue!);
    }

    private static void Changes(Policy before, Policy after)
    {
        var changes = PolicyComparison.Changes(before, after);
        foreach (var change in changes) ConsoleOutput.Line($"  {change}");
        if (changes.Count > 0) return;
        ConsoleOutput.Line(before.Sha256 == after.Sha256 ? "  There are no differences." : "  Nothing that counts differs: only comments, layout, or sections that this version does not read.");
    }

    private static void Moves(BatchRanking before, BatchRanking after)
    {
        var (was, now) = (before.ToTable(), after.ToTable());
        var moves = Move.Between(was, now);
        ConsoleOutput.Line();
        ConsoleOutput.Heading(Text($"Who would move: {moves.Count} of {now.Rows.Length} people, as of {after.AsOf:yyyy-MM-dd}, with {after.Capacity} places"));
        var totals = was.Rows.ToDictionary(row => row.OffenderId, row => row.Total);
        var otherTotals = now.Rows.Count(row => row.Total is { } total && totals[row.OffenderId] is { } earlier && total != earlier);
        ConsoleOutput.Line(Text($"  {otherTotals} of the people ranked by both have a different total."));
        if (moves.Count == 0)
        {
            ConsoleOutput.Line("  No recommendation would change.");
            return;
        }

        ConsoleOutput.Line();
        ConsoleOutput.Table(
            ["before", "after", "people"],
            moves.GroupBy(move => (move.Before.Recommendation, After: move.After.Recommendation))
                .Select(group => (string[])[Vocabulary.Word(group.Key.Recommendation), Vocabulary.Word(group.Key.After), Number(group.Count())]));
        ConsoleOutput.Line();
        ConsoleOutput.Table(
            ["offender_id", "before", "after", "total before", "total after", "factors with different points"],
            moves.Select(move => (string[])
            [
                move.OffenderId.Value, Recommended(move.Before), Recommended(move.After), Number(move.Before.Total), Number(move.After.Total),
                string.Join(", ", move.Factors.Select(factor => $"{factor.FactorId} {Points(factor.Before)} -> {Points(factor.After)}")),
            ]),
            ofWords: true);
        if (moves.Any(move => move.Before.IsTied || move.After.IsTied))
            ConsoleOutput.Line("  Ties are drawn by lot from the hash of the policy, so any change to the file changes the draw.");
        ConsoleOutput.Line("  This list identifies people: protect it as you protect the extracts.");
    }

    private static string Recommended(RankingRow row) => Vocabulary.Word(row.Recommendation) + (row.IsTied ? " (tied)" : "");

    private static string Points(int? points) => points is null ? "(none)" : Number(points);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
