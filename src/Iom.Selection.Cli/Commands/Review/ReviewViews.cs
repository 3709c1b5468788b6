using Iom.Selection.Cli.Shared;
using Iom.Selection.Reports;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Reviews;

namespace Iom.Selection.Cli.Commands.Review;

/// <summary>What goes into the folder of a review for people to look at.</summary>
internal static class ReviewViews
{
    /// <summary>The run with what was asked for.</summary>
    /// <exception cref="InputException">It is for a person who is no member, or to whom nobody writes.</exception>
    public static ReviewRun AddTo(ReviewRun run, ReportContext context, ReportRequest request, CancellationToken cancellationToken)
    {
        if (!request.IsWanted) return run;
        Action<Stream> page = request switch
        {
            { Person: { } id } => ForPerson(run, context, id),
            { IsForStatistics: true } => stream => ReviewPage.WriteStatistics(stream, run, context),
            _ => stream => ReviewPage.Write(stream, run, context, cancellationToken),
        };
        AddedFile[] workbook = request is { Person: null, IsForStatistics: false } ? [new AddedFile(OutputFolder.Workbook, stream => MeetingWorkbook.Write(stream, run, context))] : [];
        return run with { Ranking = run.Ranking with { Added = [new AddedFile(OutputFolder.Report, page), .. workbook] } };
    }

    private static Action<Stream> ForPerson(ReviewRun run, ReportContext context, string id)
    {
        var review = run.Reviews.FirstOrDefault(review => review.OffenderId.Value == id) ?? throw new InputException("No member of the cohort has the id given with --for person.");
        if (review.Grounds.Any(ground => ground.Ground == Ground.Deceased)) throw new InputException("The person given with --for is recorded as having died: nobody writes to them.");
        var text = new ReviewTexts(context.Texts).ForPerson(review);
        return stream => PersonPage.Write(stream, text, context.Texts);
    }
}
