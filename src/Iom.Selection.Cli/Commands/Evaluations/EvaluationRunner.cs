using System.Security.Cryptography;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reports;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Evaluations;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Commands.Evaluations;

/// <summary>Does what <c>iom evaluate</c> is for: extracts and archived runs in, what can be said of the scheme out.</summary>
internal static class EvaluationRunner
{
    // Without runs, people are held against those who might have been chosen so long before.
    private const int FollowUpMonths = 12;
    private const double DaysPerYear = 365.25;

    public static int Run(EvaluationRequest request, WritingRequest writing, CancellationToken cancellationToken)
    {
        EvaluationFiles.Check(writing.Out, writing.Overwrite);
        var log = RunLog.Open(writing.Log);
        var context = new ReportContext { Texts = TextsFile.Read(request.Report.Texts) };
        Policy[] policies = [.. request.Policies.Select(Inputs.Policy)];
        if (policies.GroupBy(policy => policy.Sha256, StringComparer.Ordinal).Any(same => same.Count() > 1)) throw new InputException("Two policies are the same file: give each once.");
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var decisions = Decisions(request.Decisions);
        var folder = RankedExtracts.LoadFolder(request.Extracts, catalogue.Catalogue, request.Map, policies[0].Panel, request.Threads, request.Quiet, cancellationToken);
        foreach (var policy in policies) RankedExtracts.RequireRows(folder, policy);
        var histories = folder.Histories(request.AsOf);
        var notes = new List<string>(histories.Account.AbsentFiles.Where(file => file is "memberships.csv" or "custody.csv" or "supervision.csv")
            .Select(file => $"{file} was not supplied{(file == "custody.csv" ? ", so every day counts as a day at liberty" : "")}."));

        var used = new List<HashedFile>();
        var runs = request.Runs is null ? [] : Runs(request, policies, catalogue, folder, histories, notes, used, cancellationToken);
        var files = histories.EverMemberCaseFiles();
        var result = SchemeEvaluation.Evaluate(new SchemeInput
        {
            AsOf = request.AsOf,
            KnownUpTo = histories.KnownUpTo,
            Policy = policies[0],
            Catalogue = catalogue.Catalogue,
            Members = files,
            Decisions = decisions?.Decisions,
            Runs = runs,
            Population = runs.Any(run => run.IsFollowedUp) ? null : Population(request, policies[0], folder, histories),
            Notes = notes,
        });
        cancellationToken.ThrowIfCancellationRequested();
        var report = new EvaluationReport
        {
            ToolVersion = ToolVersion.Text,
            AsOf = request.AsOf,
            KnownUpTo = histories.KnownUpTo,
            Policies = [.. policies.Select((policy, i) => new EvaluatedPolicy(policy, new HashedFile(Path.GetFileName(request.Policies[i]), policy.Sha256)))],
            CatalogueFile = catalogue.File,
            Account = histories.Account,
            OtherInputs = [.. used, .. decisions is { } given ? [given.File] : Array.Empty<HashedFile>()],
            Result = result,
            ByDistance =
            [
                .. runs.Where(run => run.IsFollowedUp).SelectMany(run => run.People).Where(person => person.Windows.AfterDays > 0).GroupBy(person => person.Distance).OrderBy(group => group.Key)
                    .Select(group => new DistanceRate(group.Key, group.Count(), group.Sum(person => person.Windows.After) / (group.Sum(person => person.Windows.AfterDays) / DaysPerYear))),
            ],
            DataLab = request.Report.IsForOther ? files : null,
            // Only now: nothing that was worked out knew a name.
            Names = request.Names is { } names ? DataLabNames.Read(names) : null,
        };
        if (request.Report.IsWanted)
        {
            var evaluated = report;
            report = report with { Added = [new AddedFile(OutputFolder.Report, request.Report.IsForStatistics ? stream => EvaluationPage.WriteStatistics(stream, evaluated, context) : stream => EvaluationPage.Write(stream, evaluated, context))] };
        }
        var written = EvaluationFiles.Write(
            report, writing.Out, writing.Overwrite, manifest => log.Append("evaluate", report.ToolVersion, request.AsOf, policies[0], catalogue.File, manifest, cancellationToken), cancellationToken);
        if (!request.Quiet) EvaluationSummary.Print(report, writing.Out, log.NotesOf(written));
        return writing.End(report.Account, "Run iom check to see them.");
    }

    private static List<ChoiceDate> Runs(
        EvaluationRequest request, Policy[] policies, CatalogueFile catalogue, ExtractFolder folder, ExtractHistories histories, List<string> notes, List<HashedFile> used, CancellationToken cancellationToken)
    {
        var choices = new List<ChoiceDate>();
        foreach (var run in Archived(request.Runs!, notes).Where(run => run.Kind == RunFolder.Rank && run.AsOf <= request.AsOf).OrderBy(run => run.AsOf).ThenBy(run => run.ManifestSha256, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var about = $"The run of {IsoDate.Text(run.AsOf)}";
            if (choices.Any(choice => choice.AsOf == run.AsOf))
            {
                notes.Add($"{about} stands in the folder of runs twice. One of them is left out.");
                continue;
            }
            if (policies.FirstOrDefault(policy => policy.Sha256 == run.PolicySha256) is not { } policy)
            {
                notes.Add($"{about} is left out: none of the policies given (--policy) is the one it used.");
                continue;
            }
            if (run.CatalogueSha256 != catalogue.File.Sha256)
            {
                notes.Add($"{about} is left out: it used another catalogue.");
                continue;
            }
            if (policy.Model?.Role == ModelRole.TieBreak)
            {
                notes.Add($"{about} is left out: a model broke its ties, so that no lot parted anybody.");
                continue;
            }
            if (policy.LotSource is not null && run.LotValue?.Trim().Length is not (> 0 and <= Policy.MaxLotValueLength))
            {
                notes.Add($"{about} is left out: it does not say by what value its lots were drawn.");
                continue;
            }
            var matrix = policy.WithoutModel();
            var ranking = folder.AsOf(run.AsOf).Rank(matrix.LotSource is null ? matrix : matrix.WithLotValue(run.LotValue!), run.Capacity);
            var archived = run.Ranking().Rows.ToDictionary(row => row.OffenderId);
            var now = ranking.People().ToArray();
            if (!IsSame(archived, now))
            {
                notes.Add($"{about} is left out: from these extracts it comes out otherwise, so records of that time have changed since.");
                continue;
            }
            used.Add(new HashedFile(FormattableString.Invariant($"run of {run.AsOf:yyyy-MM-dd}"), run.ManifestSha256));
            var choice = ChoiceDate.Create(run.AsOf, policy, ranking.Rows, run.Seed.Length == 0 ? ranking.Summary.Seed : run.Seed, histories.IsFollowedUp(run.AsOf), person => histories.WindowsAt(person, run.AsOf));
            if (now.Any(row => archived[row.OffenderId].Recommendation != row.Recommendation))
            {
                notes.Add($"{about} drew the tie otherwise than its seed does. Its lot is not proven random.");
                choice = choice with
                {
                    HasPublicValue = false,
                    People = [.. choice.People.Select(person => person with { IsRecommended = archived[new OffenderId(person.OffenderId)].Recommendation == Recommendation.Select })],
                };
            }
            choices.Add(choice);
        }
        if (choices.Count == 0) notes.Add("No run in the folder of runs could be used.");
        return choices;
    }

    // The same recommendations but for who of the tie was drawn, and the same points wherever the run shows them.
    private static bool IsSame(Dictionary<OffenderId, RankingRow> archived, RankingRow[] now) => archived.Count == now.Length && now.All(row =>
        archived.TryGetValue(row.OffenderId, out var was) && was.IsTied == row.IsTied && (was.Recommendation == row.Recommendation || was.IsTied)
        && (was.Total is null || (was.Total == row.Total && was.Most == row.Most)));

    private static List<RunFolder> Archived(string path, List<string> notes)
    {
        string[] folders;
        try
        {
            folders = [.. Directory.EnumerateDirectories(path).Where(folder => !Path.GetFileName(folder).StartsWith('.') && File.Exists(Path.Combine(folder, OutputFolder.Manifest))).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The folder of runs cannot be read: {path}", e);
        }
        var (runs, others) = (new List<RunFolder>(), 0);
        foreach (var folder in folders)
        {
            try
            {
                runs.Add(RunFolder.Open(folder));
            }
            catch (ExtractException)
            {
                // An audit, or something that was changed: whatever it is, it is no run that could be used.
                others++;
            }
        }
        if (others > 0) notes.Add($"{Plural.Format(others, "folder")} in the folder of runs {(others == 1 ? "is" : "are")} no run that this tool can read, and {(others == 1 ? "is" : "are")} left out.");
        return runs;
    }

    private static ChoiceDate? Population(EvaluationRequest request, Policy policy, ExtractFolder folder, ExtractHistories histories)
    {
        if (request.AsOf.Year == DateOnly.MinValue.Year) return null;
        var date = request.AsOf.AddMonths(-FollowUpMonths);
        try
        {
            // No place, and so nothing drawn: any word will do for what a draw waits for, and it is no public value.
            var ranking = folder.AsOf(date).Rank(policy.LotSource is null ? policy.WithoutModel() : policy.WithoutModel().WithLotValue("none"), capacity: 0);
            return ChoiceDate.Create(date, policy, ranking.Rows, FormattableString.Invariant($"{policy.Sha256}/{date:yyyy-MM-dd}"), histories.IsFollowedUp(date), person => histories.WindowsAt(person, date));
        }
        catch (ExtractException)
        {
            // Nothing is known of so long ago.
            return null;
        }
    }

    private static (IReadOnlyList<RecordedDecision> Decisions, HashedFile File)? Decisions(string? path)
    {
        if (path is null) return null;
        try
        {
            var log = DecisionLogFile.Read(path);
            return ([.. log.Standing], new HashedFile(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(log.ToUtf8()))));
        }
        catch (DecisionLogException e)
        {
            throw new InputException($"The log of decisions cannot be used: {e.Message}", e);
        }
    }
}
