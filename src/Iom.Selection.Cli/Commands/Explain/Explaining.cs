using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;

namespace Iom.Selection.Cli.Commands.Explain;

/// <summary>Does what <c>iom explain</c> is for: one person's explanation on standard output.</summary>
internal static class Explaining
{
    public static int Run(RankingRequest request, string offender, string audience, string format, string? textsPath, CancellationToken cancellationToken)
    {
        var texts = TextsFile.Read(textsPath);
        var ranked = RankedExtracts.Load(request, cancellationToken);
        var explanation = (string.IsNullOrWhiteSpace(offender) ? null : ranked.Ranking.Explain(new OffenderId(offender)))
            ?? throw new InputException("Nobody in offenders.csv has the id given with --offender.");
        if (audience == "person" && explanation.IsOfSomebodyDead) throw new InputException("The person is recorded as having died: nobody writes to them.");
        // What is explained is what was asked for, so it is printed whatever else is kept quiet.
        if (format == "json") ConsoleOutput.Json(explanation.ToJson());
        else ConsoleOutput.Text(audience == "person" ? texts.ForPerson(explanation) : texts.ForPanel(explanation));
        return ExitCode.Done;
    }
}
