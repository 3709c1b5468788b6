using System.Globalization;
using System.Text;

namespace Iom.Selection.Peers;

/// <summary>One of several programs that are run in turn.</summary>
/// <param name="Name">As it is told.</param>
/// <param name="Target">What it may take of the first one's time; null where none is set.</param>
/// <param name="MemoryTarget">What it may take of the first one's peak memory; null where none is set.</param>
/// <param name="Run">Runs it to its end.</param>
internal sealed record Turn(string Name, double? Target, double? MemoryTarget, Func<Usage> Run);

/// <summary>Runs programs in turn, and holds what each took against the first one.</summary>
internal static class InTurn
{
    /// <summary>Runs all, once to warm the file cache and then as often as asked for.</summary>
    /// <returns>A table in Markdown.</returns>
    public static string Compare(string title, int rounds, IReadOnlyList<Turn> turns)
    {
        List<Usage>[] usages = [.. turns.Select(_ => new List<Usage>())];
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < turns.Count; i++)
            {
                var usage = turns[i].Run();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {turns[i].Name} {Comparison.Text(usage)}"));
                if (round > 0) usages[i].Add(usage);
            }
        }
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{rounds} rounds in turn after one that is not counted; median (least to most). Ratios are to the first line, round by round.\n\n");
        text.Append("| | wall s | CPU s | peak resident MiB | wall | target | CPU | memory | target |\n|---|---|---|---|---|---|---|---|---|\n");
        for (var i = 0; i < turns.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {turns[i].Name} | {Comparison.Spread(usages[i], run => run.Wall)} | {Comparison.Spread(usages[i], run => run.Cpu)} | {Comparison.Spread(usages[i], run => run.PeakMebibytes, "N0")} |");
            if (i == 0) text.Append(" 1 | | 1 | 1 | |\n");
            else text.Append(CultureInfo.InvariantCulture, $" {Ratio(run => run.Wall)} | {turns[i].Target} | {Ratio(run => run.Cpu)} | {Ratio(run => run.PeakMebibytes)} | {turns[i].MemoryTarget} |\n");

            string Ratio(Func<Usage, double> figure) => Comparison.Ratio(usages[i], usages[0], figure);
        }
        return text.ToString();
    }
}
