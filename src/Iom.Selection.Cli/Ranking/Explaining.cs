using Iom.Selection.Explanations;

namespace Iom.Selection.Cli.Ranking;

/// <summary>Does what <c>iom explain</c> is for: one person's explanation on standard output.</summary>
internal static class Explaining
{
    public static int Run(RankingRequest request, string offender, string audience, string format, string? textsPath, CancellationToken cancellationToken)
    {
        var texts = Texts(textsPath);
        var ranked = RankedExtracts.Load(request, cancellationToken);
        var explanation = (string.IsNullOrWhiteSpace(offender) ? null : ranked.Ranking.Explain(new OffenderId(offender)))
            ?? throw new InputException("Nobody in offenders.csv has the id that --offender gives.");
        // What is explained is what was asked for, so it is printed whatever else is kept quiet.
        Console.Out.Write(
            format == "json" ? explanation.ToJson() + "\n"
            : audience == "person" ? texts.ForPerson(explanation)
            : texts.ForPanel(explanation));
        return ExitCode.Done;
    }

    private static ExplanationTexts Texts(string? path)
    {
        if (path is null) return ExplanationTexts.Standard;
        try
        {
            return ExplanationTexts.Parse(File.ReadAllBytes(path));
        }
        catch (FormatException e)
        {
            throw new InputException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The texts can't be opened: {path}", e);
        }
    }
}
