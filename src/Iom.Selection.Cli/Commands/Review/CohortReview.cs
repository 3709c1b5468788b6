using Iom.Selection.Cli.Commands.Decisions;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Records;
using Iom.Selection.Reports;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Ranking;
using Iom.Selection.Runs.Reviews;

namespace Iom.Selection.Cli.Commands.Review;

/// <summary>Does what <c>iom review</c> is for: extracts in, a recommendation for each member out.</summary>
internal static class CohortReview
{
    public static int Run(RankingRequest request, WritingRequest options, ReportRequest report, IReadOnlyList<string> earlierFolders, IReadOnlyList<string> areas, string? decisionLog, CancellationToken cancellationToken)
    {
        RankingFiles.Check(options.Out, options.Overwrite);
        report.Check(options.Out);
        var names = report.Names is null ? null : NamesFile.Read(report.Names);
        var texts = TextsFile.Read(report.Texts);
        var log = RunLog.Open(options.Log);
        var signatures = SignOffFile.Read(request.Policy);
        var policy = Inputs.PolicyToRankBy(request);
        if (policy.Review is null) throw new InputException("The policy has no \"review\" section, which says how often members are reviewed. See docs/policy.md.");
        if (policy.Panel is null) throw new InputException("The policy has no \"panel\" section, which says whose votes count. See docs/policy.md.");
        var earlier = Earlier(earlierFolders, request.AsOf);

        var decisions = decisionLog is null ? null : DecisionRecording.Read(decisionLog, []);

        var ranked = RankedExtracts.Load(request, policy, cancellationToken);
        var snapshot = ranked.Ranking.Snapshot;
        var reviewer = new Reviewer(ranked.Ranking.Assessor, new ReviewContext
        {
            Earlier = [.. earlier.Select(run => new EarlierReview(run.AsOf, run.Members()))],
            Areas = areas.ToHashSet(StringComparer.Ordinal),
            SharedIdentities = snapshot.SharedIdentities,
            Supplied = snapshot.SuppliedForReview,
            DecidedOn = decisions is null ? new Dictionary<OffenderId, DateOnly>()
                : decisions.Decisions.Where(decision => decision.Date <= request.AsOf).GroupBy(decision => decision.OffenderId).ToDictionary(person => person.Key, person => person.Max(decision => decision.Date)),
        });
        var everMembers = snapshot.EverMemberCaseFiles();
        MemberReview[] reviews = [.. everMembers.Where(file => file.IsMemberOn(request.AsOf)).AsParallel().AsOrdered().WithDegreeOfParallelism(request.Threads).WithCancellation(cancellationToken).Select(reviewer.Review)];

        var ranking = new RankingRun
        {
            ToolVersion = ToolVersion.Text,
            PolicyFile = new HashedFile(Path.GetFileName(request.Policy), policy.Sha256),
            CatalogueFile = ranked.Catalogue.File,
            Ranking = ranked.Ranking,
            Warnings =
            [
                .. PolicyChecks.Warnings(policy, ranked.Catalogue.Catalogue, request.AsOf, signatures),
                .. ExtractChecks.Warnings(snapshot.Account, policy, request.AsOf),
                .. LotWarnings.Find(policy, signatures, snapshot.Account),
                .. OfEarlier(earlier, policy),
                .. OfAreas(areas, ranked.Folder),
                .. OfFiles(snapshot.SuppliedForReview),
            ],
        };
        var run = new ReviewRun
        {
            Ranking = ranking,
            Reviews = reviews,
            Earlier = earlier,
            Areas = areas,
            DecisionsHead = decisions?.Head,
            FollowUps = FollowUpList.Find(everMembers, request.AsOf),
            Meetings = ReviewRun.MeetingsOf(ranking, snapshot.PanelCaseFiles()),
        };
        var context = new ReportContext { Signatures = signatures, Texts = texts };
        run = ReviewViews.AddTo(run, context, report, cancellationToken);
        var written = ReviewFiles.Write(run, options.Out, options.Overwrite, manifest =>
        {
            if (names is not null) NamedPage.Write(report.OutNames!, stream => ReviewPage.Write(stream, run, context with { Names = names }, cancellationToken));
            log.Append("review", ranking.ToolVersion, request.AsOf, policy, ranking.CatalogueFile, manifest, cancellationToken);
        }, cancellationToken);

        if (!request.Quiet) ReviewSummary.Print(run, options.Out, log.NotesOf(written));
        return options.End(snapshot.Account);
    }

    private static RunFolder[] Earlier(IReadOnlyList<string> folders, DateOnly asOf)
    {
        RunFolder[] runs = [.. folders.Select(RunFolder.Open)];
        if (runs.Any(run => run.AsOf >= asOf)) throw new InputException("A run in --earlier is not for an earlier date than --as-of.");
        if (runs.DistinctBy(run => run.AsOf).Count() != runs.Length) throw new InputException("Two runs in --earlier are for the same date: give only one of them.");
        return runs;
    }

    private static IEnumerable<PolicyWarning> OfFiles(ReviewExtracts supplied)
    {
        if (!supplied.HasFlag(ReviewExtracts.Supervision))
            yield return new PolicyWarning("supervision-not-supplied", "supervision.csv was not supplied. Whether an order or licence was active on the day of a contact is not known, so every required contact counts.");
        if (!supplied.HasFlag(ReviewExtracts.Support))
            yield return new PolicyWarning("support-not-supplied", "support.csv was not supplied. What support people have is not known, so no change of approach is recommended.");
        if (!supplied.HasFlag(ReviewExtracts.Engagement))
            yield return new PolicyWarning("engagement-not-supplied", "engagement.csv was not supplied. How members engage is not known.");
    }

    // A slip in the name of an area makes everybody in it look as if they had left.
    private static IEnumerable<PolicyWarning> OfAreas(IReadOnlyList<string> areas, ExtractFolder folder)
    {
        var unknown = areas.Distinct(StringComparer.Ordinal).Count(area => !folder.HasAnybodyIn(area));
        if (unknown > 0) yield return new PolicyWarning("unknown-area", FormattableString.Invariant($"{Plural.Format(unknown, "area")} given with --area {(unknown == 1 ? "has" : "have")} nobody in offenders.csv. Check the spelling there: members in other areas are listed to confirm as gone."));
    }

    private static IEnumerable<PolicyWarning> OfEarlier(RunFolder[] earlier, Policy policy) => earlier.Where(run => run.PolicySha256 != policy.Sha256)
        .Select(run => new PolicyWarning("earlier-policy", FormattableString.Invariant($"The run of {run.AsOf:yyyy-MM-dd} used another version of the policy: its exit line may mean something else.")));
}
