using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Commands.Audit;

/// <summary>Does what <c>iom audit</c> is for: runs made again from what they were made from, characteristics joined after, an audit out.</summary>
internal static class RunAudit
{
    public static int Run(AuditRequest request, CancellationToken cancellationToken)
    {
        AuditFiles.Check(request.Out, request.Overwrite);
        var context = new ReportContext { Texts = TextsFile.Read(request.Texts) };
        var policy = Inputs.Policy(request.Policy);
        var catalogue = Inputs.Catalogue(request.Catalogue);
        var runs = Runs(request, policy, catalogue, cancellationToken);
        // What was read lies in few large arrays, which would go at the next full collection, and that comes too late.
        if (!request.WithWhatIfs) GC.Collect();
        var decisions = Decisions(request.Decisions);
        var notes = new List<string>();
        (Dictionary<OffenderId, LaterOutcome> Came, IReadOnlyList<HashedFile> Inputs)? outcomes = request.Outcomes is null ? null : Outcomes(request, runs[^1].Audited, policy.Fairness, catalogue, notes, cancellationToken);

        // Only now: everything that was proposed was proposed without them.
        var characteristics = Characteristics.Read(request.Characteristics, policy.Fairness);
        var (groupings, strata) = Groupings(request, policy.Fairness, characteristics, runs, notes);
        cancellationToken.ThrowIfCancellationRequested();
        if (request.IsForStatistics) return Publish(request, policy, runs[0], groupings, decisions?.Decisions, context, cancellationToken);
        var report = new AuditReport
        {
            ToolVersion = ToolVersion.Text,
            Audit = FairnessAudit.Create([.. runs.Select(run => run.Audited)], groupings, request.Crossings, decisions?.Decisions, outcomes?.Came, request.WithWhatIfs, request.Scan, strata),
            Runs = [.. runs.Select(run => run.Folder)],
            Characteristics = characteristics,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), policy.Sha256),
            OtherInputs = [.. decisions is { } log ? [log.File] : Array.Empty<HashedFile>(), .. outcomes?.Inputs ?? []],
            Notes = notes,
        };
        if (request.WithReport)
        {
            var audited = report;
            report = report with { Added = [new AddedFile(OutputFolder.Report, stream => Reports.AuditPage.Write(stream, audited, context))] };
        }
        cancellationToken.ThrowIfCancellationRequested();
        var written = AuditFiles.Write(report, request.Out, request.Overwrite, cancellationToken);
        if (!request.Quiet) AuditSummary.Print(report, request.Out, written.Notes);
        if (report.Audit.Crossings.IsEmpty) return ExitCode.Done;
        ConsoleOutput.Error($"{Plural.Format(report.Audit.Crossings.Length, "threshold")} of the policy {(report.Audit.Crossings.Length == 1 ? "was" : "were")} crossed. See audit.md.");
        return ExitCode.ThresholdCrossed;
    }

    // Nothing of the audit but the tables that the policy fixed: no note about the inputs either, because what could not be read of a few people is a small cell too.
    private static int Publish(
        AuditRequest request, Policy policy, (RunFolder Folder, AuditedRun Audited) run, List<GroupAssignment> groupings, IReadOnlyList<RecordedDecision>? decisions, ReportContext context, CancellationToken cancellationToken)
    {
        var key = RoundingKeyFile.Read(request.RoundingKey!);
        var ledger = request.Ledger is null ? null : ReleaseLedger.Read(request.Ledger);
        StatisticsRelease release;
        try
        {
            release = StatisticsRelease.Create(run.Audited, groupings, decisions, key, ledger?.Entries ?? []);
        }
        catch (ReleaseException e)
        {
            throw new InputException(e.Message, e);
        }
        var report = new ReleaseReport
        {
            ToolVersion = ToolVersion.Text,
            Release = release,
            Policy = policy,
            Run = run.Folder,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), policy.Sha256),
            Ledger = ledger,
        };
        if (request.WithReport)
        {
            var published = report;
            report = report with { Added = [new AddedFile(OutputFolder.Report, stream => Reports.AuditPage.WriteStatistics(stream, published, context))] };
        }
        cancellationToken.ThrowIfCancellationRequested();
        var written = ReleaseFiles.Write(report, request.Out, request.Overwrite, cancellationToken);
        if (!request.Quiet) AuditSummary.Print(report, request.Out, written.Notes);
        return ExitCode.Done;
    }

    private static (RunFolder Folder, AuditedRun Audited)[] Runs(AuditRequest request, Policy policy, CatalogueFile catalogue, CancellationToken cancellationToken)
    {
        var folders = request.Runs.Select((path, i) => (Folder: RunFolder.Open(path), Extracts: request.Extracts.Count == 1 ? request.Extracts[0] : request.Extracts[i]))
            .OrderBy(pair => pair.Folder.AsOf).ToArray();
        if (folders.DistinctBy(pair => pair.Folder.AsOf).Count() != folders.Length) throw new InputException("Two runs are for the same date: give only one of them.");
        foreach (var (folder, _) in folders)
        {
            if (folder.Kind != RunFolder.Rank) throw new InputException($"{About(folder)} is from iom {folder.Kind}: only runs of iom rank can be audited.");
            if (folder.PolicySha256 != policy.Sha256) throw new InputException($"{About(folder)} used another policy than {request.Policy}: give the one with sha256 {folder.PolicySha256}.");
            if (folder.CatalogueSha256 != catalogue.File.Sha256) throw new InputException($"{About(folder)} used another catalogue: give the one with sha256 {folder.CatalogueSha256} with --catalogue.");
        }
        return [.. folders.Select(pair => (pair.Folder, Again(pair.Folder, pair.Extracts, request, cancellationToken)))];
    }

    /// <summary>Makes a run again, and sees that it is the same.</summary>
    private static AuditedRun Again(RunFolder folder, string extracts, AuditRequest request, CancellationToken cancellationToken)
    {
        var ranking = RankedExtracts.Load(
            new RankingRequest(extracts, request.Policy, folder.AsOf, folder.Capacity, request.Map, request.Catalogue, request.Threads, request.Quiet, folder.LotValue, request.Model), cancellationToken).Ranking;
        if (folder.FindOtherInput([.. ranking.Snapshot.Account.Inputs.Distinct()]) is { } other)
            throw new InputException($"{About(folder)} was not made from the extracts in {extracts}: {other} is different, or is in only one of the two.");
        var run = ranking.ToAuditedRun();
        if (!folder.Recommends(run.Rows))
            throw new InputException($"{About(folder)} has recommendations that this version would not make: audit it with the version that made it.");
        // Case files are asked for by what-ifs alone; without them the extracts need not stay in memory.
        return request.WithWhatIfs ? run : run with { People = [] };
    }

    private static (IReadOnlyList<RecordedDecision> Decisions, HashedFile File)? Decisions(string? path)
    {
        if (path is null) return null;
        try
        {
            var log = DecisionLogFile.Read(path);
            return ([.. log.Standing], new HashedFile(Path.GetFileName(path), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(log.ToUtf8()))));
        }
        catch (DecisionLogException e)
        {
            throw new InputException($"The log of decisions cannot be used: {e.Message}", e);
        }
    }

    private static (Dictionary<OffenderId, LaterOutcome> Came, IReadOnlyList<HashedFile> Inputs) Outcomes(
        AuditRequest request, AuditedRun latest, FairnessRules rules, CatalogueFile catalogue, List<string> notes, CancellationToken cancellationToken)
    {
        var known = Reoffending.KnownOn(latest.AsOf, rules);
        var later = RankedExtracts.LoadFolder(request.Outcomes!, catalogue.Catalogue, map: null, panel: null, request.Threads, request.Quiet, cancellationToken).AsOf(known);
        if (later.Account.Files.First(file => file.FileName == "offences.csv").To is not { } last || last <= latest.AsOf)
            throw new InputException($"The later extracts in {request.Outcomes} hold no offence after the latest run: give extracts made after it.");
        // Offences are rarely known on the last day itself; a month without any is a sign that the extracts end before the follow-up does.
        if (last < latest.AsOf.AddMonths(rules.FollowUpMonths - 1))
            notes.Add(FormattableString.Invariant($"The later extracts end on {last:yyyy-MM-dd}, before the follow-up of {Plural.Format(rules.FollowUpMonths, "month")} ends, so some outcomes are missing."));
        var ranked = latest.Rows.Where(row => row.Rank is not null && !row.IsMember).Select(row => row.OffenderId).ToHashSet();
        var came = later.CaseFiles().ToDictionary(file => file.Offender.Id, file => Reoffending.Follow(file, latest.AsOf, rules, catalogue.Catalogue));
        var unknown = ranked.Count(person => !came.ContainsKey(person));
        if (unknown > 0) notes.Add(FormattableString.Invariant($"{Plural.Format(unknown, "ranked non-member is", "ranked non-members are")} not in the later extracts and left out of outcomes."));
        if (later.Account.Files.All(file => file.FileName != "custody.csv" || file.UsedCount == 0))
            notes.Add("The later extracts hold no custody, so everybody is taken to have been at liberty in the follow-up.");
        var unable = ranked.Count(person => came.TryGetValue(person, out var outcome) && !outcome.CouldCome);
        if (unable > 0) notes.Add(FormattableString.Invariant($"{Plural.Format(unable, "ranked non-member")} had died or {(unable == 1 ? "was" : "were")} never at liberty in the follow-up, and {(unable == 1 ? "is" : "are")} left out of outcomes."));
        return (came, later.Account.Inputs);
    }

    private static (List<GroupAssignment> Audited, List<GroupAssignment> Strata) Groupings(
        AuditRequest request, FairnessRules rules, Characteristics characteristics, (RunFolder Folder, AuditedRun Audited)[] runs, List<string> notes)
    {
        var all = runs.SelectMany(run => run.Audited.Rows).Select(row => row.OffenderId);
        OffenderId[] people = [.. runs.Length == 1 ? all : all.Distinct()];
        if (characteristics.RefusedCount > 0)
            notes.Add(FormattableString.Invariant($"{characteristics.RefusedCount} of {Plural.Format(characteristics.ReadCount, "row")} in {characteristics.File.Name} cannot be used."));
        if (characteristics.ConflictCount > 0)
            notes.Add(FormattableString.Invariant($"{characteristics.File.Name} contradicts itself about {Plural.Format(characteristics.ConflictCount, "characteristic")}, counted as not recorded."));
        string[] tooMany = [.. characteristics.ColumnsOfTooMany.Where(column => !rules.IsStratumAlone(column))];
        if (tooMany.Length > 0)
            notes.Add($"Columns with more than {Characteristics.MaxGroups} different values were not audited: {string.Join(", ", tooMany)}.");
        notes.AddRange(characteristics.LabelNotes);
        // What makes strata alone is no characteristic, and statistics for the public have no strata.
        string[] strata = request.IsForStatistics ? [] : [.. rules.Strata.Select(each => each.Column).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (strata.FirstOrDefault(name => !characteristics.Has(name)) is { } missing)
            throw new InputException($"{characteristics.File.Name} has no column {missing}, within which the policy has people compared (fairness.equalRecords.strata): check the spelling in its header (upper and lower case matter).");
        string[] audited = [.. characteristics.Columns.Where(column => !rules.IsStratumAlone(column))];
        if (characteristics.Columns.Count > 0 && audited.Length == 0)
            throw new InputException($"{characteristics.File.Name} has no column to audit by: {string.Join(", ", characteristics.Columns)} {(characteristics.Columns.Count == 1 ? "makes" : "make")} strata alone (fairness.equalRecords.strata).");
        if (characteristics.Columns.Count == 0) throw new InputException($"{characteristics.File.Name} has no column with {Characteristics.MaxGroups} or fewer different values, so there are no groups to compare.");

        var named = request.References.Keys.Concat(request.Crossings.SelectMany(crossing => new[] { crossing.Column, crossing.By }));
        if (named.FirstOrDefault(name => characteristics.Has(name) && rules.IsStratumAlone(name)) is { } alone)
            throw new InputException($"Column {alone} makes strata and is not audited by (fairness.equalRecords.strata): leave it out of --cross and --reference, or have the policy say \"audited\": true.");
        if (named.FirstOrDefault(name => !characteristics.Columns.Contains(name)) is { } unknown)
            throw new InputException($"{characteristics.File.Name} has no column {unknown}: check the spelling in its header (upper and lower case matter).");
        var groupings = new List<GroupAssignment>();
        foreach (var column in audited)
        {
            var values = ValuesOf(column);
            if (request.References.TryGetValue(column, out var reference))
            {
                // Written as it may be, like the labels.
                var form = CompatibilityForm.FoldLabel(reference);
                if (form == CompatibilityForm.FoldLabel(GroupAssignment.NotRecorded))
                    throw new InputException($"Those who are not recorded cannot be the group given with --reference for column {column}: choose a group that is recorded.");
                reference = people.Select(values.GetValueOrDefault).FirstOrDefault(group => group is not null && CompatibilityForm.FoldLabel(group) == form)
                    ?? throw new InputException($"Nobody in the runs is in the group given with --reference for column {column}.");
            }
            groupings.Add(GroupAssignment.Create(column, people, values, reference));
        }
        if (strata.FirstOrDefault(column => ValuesOf(column).Values.Distinct(StringComparer.Ordinal).Take(Characteristics.MaxStrata + 1).Count() > Characteristics.MaxStrata) is { } register)
            throw new InputException($"Column {register} of {characteristics.File.Name} has more than {Characteristics.MaxStrata} different values, too many to compare people within them: give larger areas, or join them in the policy (fairness.groups).");
        return (groupings, [.. strata.Select(column => GroupAssignment.Create(column, people, ValuesOf(column)))]);

        IReadOnlyDictionary<OffenderId, string> ValuesOf(string column)
        {
            var values = characteristics.ValuesOf(column);
            return people.Any(values.ContainsKey) ? values
                : throw new InputException($"Column {column} of {characteristics.File.Name} is empty for everyone in the runs: check that its offender_id is the one in the extracts.");
        }
    }

    private static string About(RunFolder folder) => FormattableString.Invariant($"The run of {folder.AsOf:yyyy-MM-dd}");
}
