using System.Globalization;
using Iom.Selection.Batch;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>What <c>iom rank</c> prints when it is done.</summary>
internal static class RankSummary
{
    public static void Print(RankingRun run, string folder, IReadOnlyList<string> notes)
    {
        var (proposal, collation) = (run.Ranking.Summary, run.Account);
        PrintHead(run.Ranking.AsOf, run.Ranking.Policy, run.CatalogueFile);
        // Most maps choose all rows, and then nothing is said of it.
        var choosesRows = collation.Files.Any(file => file.NotChosenCount > 0);
        ConsoleOutput.Table(
            ["file", "read", "used", "later", "duplicate", "refused", .. choosesRows ? ["not chosen"] : Array.Empty<string>(), "from", "to"],
            collation.Files.Select(file => (string[])
            [
                file.FileName, Number(file.ReadCount), Number(file.UsedCount), Number(file.LaterCount), Number(file.DuplicateCount),
                Number(file.RefusedCount), .. choosesRows ? [Number(file.NotChosenCount)] : Array.Empty<string>(), Date(file.From), Date(file.To),
            ]));
        ConsoleOutput.Line();

        PrintPlaces(proposal, run.Ranking.Rows);
        var back = run.Ranking.Rows.ForPanel().Count(row => run.Ranking.LeftCohort(row) is not null);
        PrintFormer(back);
        ConsoleOutput.Line();

        SummaryEnd.Print(run.Warnings, notes, $"Written to {folder}. These are recommendations: people decide.");
    }

    /// <summary>What is printed of a ranking in a database.</summary>
    public static void Print(DatabaseRun run, string folder, IReadOnlyList<string> notes)
    {
        PrintHead(run.AsOf, run.Policy, run.CatalogueFile, $", in {run.Engine}");
        ConsoleOutput.Table(["table", "rows"], run.Tables.Select(table => (string[])[table.Name, Number(table.RowCount)]));
        ConsoleOutput.Line();

        PrintPlaces(run.Summary, rows: null);
        PrintFormer(run.Explanations.Count(explanation => explanation.LeftCohort is not null));
        ConsoleOutput.Line();

        SummaryEnd.Print(run.Warnings, notes, $"Written to {folder}. These are recommendations: people decide.");
    }

    // Up to the rows, which are of files or of tables.
    private static void PrintHead(DateOnly asOf, Policy policy, HashedFile catalogue, string where = "")
    {
        ConsoleOutput.Heading(Text($"Ranking as of {asOf:yyyy-MM-dd} by policy {policy.Id} {policy.Version}{where}"));
        ConsoleOutput.Line($"  policy     {policy.Sha256}");
        ConsoleOutput.Line($"  catalogue  {catalogue.Sha256} ({catalogue.Name})");
        ConsoleOutput.Line();

        ConsoleOutput.Heading("Rows");
    }

    // A database ranks by no model, so that there are no rows to ask.
    private static void PrintPlaces(ProposalSummary proposal, RankedRows? rows)
    {
        ConsoleOutput.Heading(Text($"Places: {proposal.Capacity} ({proposal.MemberCount} taken by members, {proposal.FreePlaces} free)"));
        ConsoleOutput.Table(
            ["recommendation", "people"],
            proposal.ByRecommendation.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => (string[])[Vocabulary.Word(pair.Key), Number(pair.Value)]));
        if (proposal.TiedCount > 0)
            ConsoleOutput.Line(Text($"  First for the panel: {proposal.TiedCount} people tied for {Plural.Format(proposal.PlacesDrawn, "place")}, drawn by lot."));
        if (rows?.PlacesOrderedByModel is > 0 and var ordered)
            ConsoleOutput.Line(Text($"  First for the panel: a model gave {Plural.Format(ordered, "place")} between people who are equal by the matrix."));
        if (rows?.ModelDisagreements().Count is > 0 and var disagreements)
            ConsoleOutput.Line(Text($"  The model and the matrix disagree about {Plural.Format(disagreements, "person", "people")}: see model-disagreements.csv."));
        if (proposal.ProvisionalCount > 0) ConsoleOutput.Line(Text($"  {Plural.Format(proposal.ProvisionalCount, "recommendation")} could change once missing information is known."));
    }

    private static void PrintFormer(int back)
    {
        if (back > 0) ConsoleOutput.Line(Text($"  {Plural.Format(back, "person", "people")} on the list left the cohort in the last {FormerMembership.Months} months: see left_on in decisions-to-make.csv."));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
