using Iom.Selection.Cli.Shared;
using Iom.Selection.Records;
using Iom.Selection.Reports;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>What goes into the folder of a ranking for people to look at.</summary>
internal static class RankingViews
{
    /// <summary>The run with what was asked for.</summary>
    /// <exception cref="InputException">It is for a person who is not there, or to whom nobody writes.</exception>
    public static RankingRun AddTo(RankingRun run, ReportContext context, ReportRequest request, CancellationToken cancellationToken)
    {
        if (!request.IsWanted) return run;
        // The page looks at the run that is written, so that people are explained once.
        RankingRun? written = null;
        Action<Stream> page = request switch
        {
            { Person: { } id } => ForPerson(run, context, id),
            { IsForStatistics: true } => stream => RankingPage.WriteStatistics(stream, written!, context),
            _ => stream => RankingPage.Write(stream, written!, context, cancellationToken),
        };
        return written = run with { Added = [new AddedFile(OutputFolder.Report, page), .. Workbook()] };

        // A page for others than the panel goes alone.
        AddedFile[] Workbook() => request is { Person: null, IsForStatistics: false } ? [new AddedFile(OutputFolder.Workbook, stream => MeetingWorkbook.Write(stream, written!, context, cancellationToken))] : [];
    }

    private static Action<Stream> ForPerson(RankingRun run, ReportContext context, string id)
    {
        var explanation = (string.IsNullOrWhiteSpace(id) ? null : run.Ranking.Explain(new OffenderId(id))) ?? throw new InputException("Nobody in offenders.csv has the id given with --for person.");
        if (explanation.IsOfSomebodyDead) throw new InputException("The person given with --for is recorded as having died: nobody writes to them.");
        var text = context.Texts.ForPerson(explanation);
        return stream => PersonPage.Write(stream, text, context.Texts);
    }
}
