using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Foundation;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Reviews;

namespace Iom.Selection.Cli.Commands.Review;

/// <summary>What <c>iom review</c> prints when it is done.</summary>
internal static class ReviewSummary
{
    public static void Print(ReviewRun run, string folder, IReadOnlyList<string> notes)
    {
        var (ranking, reviews) = (run.Ranking, run.Reviews);
        ConsoleOutput.Heading(Text($"Review as of {ranking.Ranking.AsOf:yyyy-MM-dd} by policy {ranking.Ranking.Policy.Id} {ranking.Ranking.Policy.Version}"));
        ConsoleOutput.Line($"  policy     {ranking.Ranking.Policy.Sha256}");
        ConsoleOutput.Line(Text($"  rows       {ranking.Account.ReadCount} read, {ranking.Account.RefusedCount} refused"));
        ConsoleOutput.Line();

        ConsoleOutput.Heading(Text($"Members: {reviews.Count}"));
        ConsoleOutput.Table(["recommendation", "people"], Counts(review => review.Recommendation));
        ConsoleOutput.Line();
        ConsoleOutput.Table(["status", "people"], Counts(review => review.Colour));
        ConsoleOutput.Line();

        var overdue = reviews.Count(review => review.Calendar.IsOverdue);
        ConsoleOutput.Heading("For the panel");
        ConsoleOutput.Line(Text($"  {overdue} overdue for review, listed first in review.csv."));
        Count("a reason to wait", review => !review.Bars.IsEmpty);
        Count("a gap in the support plan", review => !review.Calendar.Gaps.IsEmpty);
        Count("a release or end of supervision coming up", review => !review.Calendar.Coming.IsEmpty);
        var confirm = reviews.Count(review => review.Recommendation == ReviewRecommendation.ConfirmExit);
        if (confirm > 0) ConsoleOutput.Line(Text($"  {confirm} to confirm as gone. The person named in \"by\" checks the fact first; until then nothing happens."));
        var offers = reviews.Count(review => review.Approach is { Advice: ApproachAdvice.OfferAgain });
        if (offers > 0) ConsoleOutput.Line(Text($"  {offers} to offer support to again."));
        var deferred = reviews.Count(review => review.Meetings.LastOrDefault()?.DeferredUntil > ranking.Ranking.AsOf);
        if (deferred > 0) ConsoleOutput.Line(Text($"  {deferred} deferred by an objection."));
        FollowUp(FollowUpMatter.NotInformed, "not informed", "who was informed");
        FollowUp(FollowUpMatter.NotAgreed, "did not agree", "who agreed");
        FollowUp(FollowUpMatter.NotAsked, "not asked whether they agree", null);
        FollowUp(FollowUpMatter.NoExitInterview, "left without an interview", "who had an exit interview");
        ConsoleOutput.Line();

        SummaryEnd.Print(ranking.Warnings, notes, $"Written to {folder}. These are recommendations: the panel decides, and you record what it decides with iom decisions.");

        void FollowUp(FollowUpMatter matter, string what, string? question)
        {
            var people = run.FollowUps.Found.Where(each => each.Matter == matter).Select(each => each.OffenderId).Distinct().Count();
            if (people > 0) ConsoleOutput.Line(Text($"  {people} {what}: see follow-up.csv."));
            else if (question is not null && run.FollowUps.NotKnown.Contains(matter)) ConsoleOutput.Line($"  Not known {question}: no row of memberships.csv says it.");
        }

        void Count(string what, Func<MemberReview, bool> of)
        {
            var count = reviews.Count(of);
            if (count > 0) ConsoleOutput.Line(Text($"  {count} with {what}."));
        }

        IEnumerable<IReadOnlyList<string>> Counts<T>(Func<MemberReview, T> of) where T : struct, Enum => Enum.GetValues<T>()
            .Select(member => (string[])[Vocabulary.Word(member), reviews.Count(review => EqualityComparer<T>.Default.Equals(of(review), member)).ToString(CultureInfo.InvariantCulture)]);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
