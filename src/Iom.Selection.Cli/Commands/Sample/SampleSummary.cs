using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Foundation;
using Iom.Selection.Samples;

namespace Iom.Selection.Cli.Commands.Sample;

/// <summary>What <c>iom sample</c> prints when it is done.</summary>
internal static class SampleSummary
{
    public static void Print(SampleTruth truth, string folder)
    {
        var options = truth.Options;
        ConsoleOutput.Heading(Text($"Synthetic extracts of {options.Offenders} people as of {options.AsOf:yyyy-MM-dd}, seed {options.Seed}"));
        ConsoleOutput.Table(
            ["file", "rows", "used", "later", "duplicate", "refused"],
            truth.Files.Select(file => (string[])
            [
                file.FileName, Number(file.ReadCount), Number(file.UsedCount), Number(file.LaterCount), Number(file.DuplicateCount), Number(file.RefusedCount),
            ]));
        ConsoleOutput.Line();
        ConsoleOutput.Line(Text($"  {Plural.Format(truth.MemberCount, "person is", "people are")} in the cohort. A tenth of people have {100 * truth.TopTenthShare:0}% of the {truth.OffenceCount} offences."));
        ConsoleOutput.Line(truth.Difference is { } difference
            ? Text($"  Planted: for {difference.Column} {difference.Group}, the police record {difference.Multiplier:0.##} times as many of the offences they detect, for the same behaviour. {SyntheticExtracts.TruthFile} lists everything planted.")
            : $"  No difference between groups was planted. {SyntheticExtracts.TruthFile} lists what was.");
        if (options.EffectPercent > 0) ConsoleOutput.Line(Text($"  An effect was planted: {truth.Plants.PreventedOffenceCount} offences of {(options.EffectOn is null ? "members in the cohort" : "those whom earlier runs recommended")}, {options.EffectPercent} of a hundred, are not there."));
        ConsoleOutput.Line($"Written to {folder}. Every record was made by a program and is about nobody.");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
