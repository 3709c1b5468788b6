using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Runs.Reviews;

/// <summary>Writes the files of a review.</summary>
public static class ReviewFiles
{
    /// <summary>Writes <c>review.csv</c>, <c>explanations.jsonl</c>, <c>decisions-to-make.csv</c>, <c>meetings.csv</c>, <c>follow-up.csv</c>, the rows that were refused, repeated or in conflict, <c>run.key</c> and <c>run.json</c>: all of them or nothing.</summary>
    /// <param name="run">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds a run is replaced.</param>
    /// <param name="beforeCommit">Told of the manifest once all files are written, before the folder gets its name; if it throws, nothing is left.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(ReviewRun run, string folder, bool overwrite, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        // Overdue first, then by the day on which the next review is due.
        MemberReview[] reviews = [.. InOrder(run)];
        var ordered = run with { Earlier = [.. run.Earlier.OrderBy(earlier => earlier.AsOf)], Areas = [.. run.Areas.Distinct(StringComparer.Ordinal).Order(Utf8Ordinal.Comparer)] };

        using var output = OutputFolder.Begin(folder, overwrite);
        HashedFile[] files =
        [
            output.Write("review.csv", stream => WriteReviews(stream, reviews)),
            output.Write("explanations.jsonl", stream => WriteExplanations(stream, reviews)),
            output.Write(DecisionSheet.FileName, stream => DecisionSheet.Write(stream, ListDecisions(run))),
            output.Write("meetings.csv", stream => WriteMeetings(stream, run.Meetings)),
            output.Write("follow-up.csv", stream => WriteFollowUp(stream, run.FollowUps.Found)),
            .. RankingFiles.WriteRows(output, run.Ranking.Account),
        ];
        output.Write(run.Ranking.Added);
        var key = RunManifest.WriteKey(output, run.Ranking, files, RunFolder.Review);
        var manifest = output.Write(OutputFolder.Manifest, stream => RunManifest.Write(stream, run.Ranking, files, key, RunFolder.Review, json => WriteReview(json, ordered)));
        return output.Commit(manifest, beforeCommit, cancellationToken);
    }

    /// <summary>The recommendations that wait for a decision: one for each member.</summary>
    /// <param name="run">The review.</param>
    /// <returns>Overdue first, then by the day of the next review.</returns>
    public static IEnumerable<DecisionToMake> ListDecisions(ReviewRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return InOrder(run).Select(review => new DecisionToMake(review.OffenderId, Vocabulary.Word(review.Recommendation), review.RestsOn) { ToSettleCount = review.ToSettleCount });
    }

    private static IEnumerable<MemberReview> InOrder(ReviewRun run) =>
        run.Reviews.OrderByDescending(review => review.Calendar.IsOverdue).ThenBy(review => review.Calendar.NextReview).ThenBy(review => review.OffenderId);

    private static void WriteReviews(Stream stream, IEnumerable<MemberReview> reviews)
    {
        using var csv = new CsvOutput(stream,
            "offender_id", "recommendation", "ranking", "approach", "colour", "next_review", "overdue", "last_reviewed", "member_since", "grounds", "blocks", "blocked_until",
            "total_points", "most_points", "risk_band", "below_exit_reviews", "engagement_band", "required_kept", "required_of", "voluntary_kept", "voluntary_of", "not_counted",
            "coming", "gaps", "panel_meeting", "panel_outcome", "panel_by", "deferred_until", "next_change", "to_settle");
        foreach (var review in reviews)
        {
            var (calendar, engagement) = (review.Calendar, review.Engagement);
            var meeting = review.Meetings.LastOrDefault();
            var overTime = review.Alternatives.FirstOrDefault(alternative => alternative.Kind == AlternativeKind.TimePasses);
            csv.Text(review.OffenderId.Value).Text(Vocabulary.Word(review.Recommendation)).Text(Vocabulary.Word(review.Ranking))
                .Text(review.Approach is { } approach ? $"{Vocabulary.Word(approach.Advice)}:{IsoDate.Text(approach.Until)}" : null).Text(Vocabulary.Word(review.Colour))
                .Text(IsoDate.Text(calendar.NextReview)).YesNo(calendar.IsOverdue).Text(IsoDate.Text(calendar.LastReviewed)).Text(IsoDate.Text(review.MemberSince))
                .Text(string.Join(';', review.Grounds.Select(ground => Vocabulary.Word(ground.Ground))))
                .Text(string.Join(';', review.Bars.Select(bar => $"{Vocabulary.Word(bar.Bar)}:{IsoDate.Text(bar.Ends)}"))).Text(IsoDate.Text(review.BlockedUntil))
                .Number(review.Scorecard.Total).Number(review.Scorecard.Most).Text(calendar.RiskBand).Number(review.BelowExitReviews).Text(engagement.Band)
                .Number(engagement.Required.Count).Number(engagement.Required.Of).Number(engagement.Voluntary.Count).Number(engagement.Voluntary.Of).Number(engagement.NotCounted)
                .Text(string.Join(';', calendar.Coming.Select(coming => $"{Vocabulary.Word(coming.Change)}:{IsoDate.Text(coming.Date)}")))
                .Text(string.Join(';', calendar.Gaps.Select(gap => gap.Pathway is null ? Vocabulary.Word(gap.Gap) : $"{Vocabulary.Word(gap.Gap)}:{gap.Pathway}")))
                .Text(IsoDate.Text(meeting?.MeetingDate)).Text(meeting is null ? null : Vocabulary.Word(meeting.Outcome)).Text(meeting is null ? null : By(meeting)).Text(IsoDate.Text(meeting?.DeferredUntil))
                .Text(overTime is null ? null : $"{IsoDate.Text(overTime.Date)}:{Vocabulary.Word(overTime.Then)}").Number(review.ToSettleCount).End();
        }
    }

    private static void WriteExplanations(Stream stream, IEnumerable<MemberReview> reviews)
    {
        foreach (var review in reviews)
        {
            MemberReviewJson.Write(stream, review);
            stream.Write("\n"u8);
        }
    }

    private static void WriteMeetings(Stream stream, IEnumerable<PersonMeeting> meetings)
    {
        using var csv = new CsvOutput(stream, "offender_id", "meeting_date", "question", "outcome", "by", "deferred_until", "for", "against", "abstained", "dissent", "reasons", "contradictory");
        foreach (var (id, meeting) in meetings)
        {
            csv.Text(id.Value).Text(IsoDate.Text(meeting.MeetingDate)).Text(Vocabulary.Word(meeting.Question)).Text(Vocabulary.Word(meeting.Outcome)).Text(By(meeting))
                .Text(IsoDate.Text(meeting.DeferredUntil)).Number(meeting.For).Number(meeting.Against).Number(meeting.Abstained)
                .Text(string.Join(';', meeting.Votes.Where(voice => voice.IsDissent).Select(voice => voice.Agency)))
                .Text(string.Join("; ", meeting.Votes.Where(voice => voice.Reason is not null).Select(voice => $"{voice.Agency}: {voice.Reason}")))
                .Text(string.Join(';', meeting.Contradictory)).End();
        }
    }

    private static void WriteFollowUp(Stream stream, IEnumerable<FollowUp> followUps)
    {
        using var csv = new CsvOutput(stream, "offender_id", "matter", "from", "to", "cohort", "ground");
        foreach (var each in followUps)
        {
            csv.Text(each.OffenderId.Value).Text(Vocabulary.Word(each.Matter)).Text(IsoDate.Text(each.Membership.From)).Text(IsoDate.Text(each.Membership.To))
                .Text(each.Membership.Cohort).Text(each.Membership.Ground).End();
        }
    }

    private static string By(PanelOutcome meeting) => Vocabulary.Word(meeting.Basis);

    private static void WriteReview(Utf8JsonWriter json, ReviewRun run)
    {
        json.WriteStartObject("review");
        json.WriteTexts("areas", run.Areas);
        json.WriteStartArray("earlier");
        foreach (var earlier in run.Earlier)
        {
            json.WriteStartObject();
            json.WriteString("asOf", IsoDate.Text(earlier.AsOf));
            json.WriteString("sha256", earlier.ManifestSha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (run.DecisionsHead is { } head) json.WriteString("decisionsHead", head);
        Counts("byRecommendation", review => review.Recommendation);
        Counts("byColour", review => review.Colour);
        json.WriteNumber("overdue", run.Reviews.Count(review => review.Calendar.IsOverdue));
        json.WriteEndObject();

        void Counts<T>(string name, Func<MemberReview, T> of) where T : struct, Enum
        {
            json.WriteStartObject(name);
            foreach (var member in Enum.GetValues<T>()) json.WriteNumber(Vocabulary.Word(member), run.Reviews.Count(review => EqualityComparer<T>.Default.Equals(of(review), member)));
            json.WriteEndObject();
        }
    }
}
