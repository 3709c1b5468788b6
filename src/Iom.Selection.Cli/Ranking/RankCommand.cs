using System.CommandLine;

namespace Iom.Selection.Cli.Ranking;

/// <summary>The verb <c>iom rank</c>.</summary>
internal static class RankCommand
{
    private const int LargestCapacity = 10_000_000;
    private const int MostThreads = 1024;
    private const decimal StandardMaxRefusedPercent = 5;

    public static Command Create(CancellationToken cancellationToken)
    {
        var extracts = Options.Path("--extracts", "The folder of extracts.", "DIR");
        var policy = Options.Path("--policy", "The policy file.", "FILE");
        var asOf = Options.Date("--as-of", "The date the ranking is for; nothing later counts.");
        var capacity = Options.Whole("--capacity", "How many places the cohort has.", 0, LargestCapacity);
        var output = Options.Path("--out", "The folder to write; it must not exist.", "DIR");
        foreach (var required in new Option[] { extracts, policy, asOf, capacity, output }) required.Required = true;
        var catalogue = Options.Path("--catalogue", "A catalogue of offence codes in place of the built-in one.", "FILE");
        var threads = Options.Whole("--threads", "How many threads to use; the result is the same for any.", 1, MostThreads);
        threads.DefaultValueFactory = _ => Environment.ProcessorCount;
        var maxRefused = Options.Percent("--max-refused", "Exit with 4 when more of all rows than this were refused.", StandardMaxRefusedPercent);
        var allPoints = new Option<bool>("--all-points") { Description = "Show the points of people below the entry line too." };
        var log = Options.Path("--log", "Append one line for this run: who, when, hashes.", "FILE");
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace an output folder that holds a run." };
        var quiet = new Option<bool>("--quiet") { Description = "Print nothing but errors." };

        var command = new Command("rank", "Ranks everybody in the extracts and proposes a cohort for the places there are.")
        {
            extracts, policy, asOf, capacity, output, catalogue, threads, maxRefused, allPoints, log, overwrite, quiet,
        };
        command.SetAction(parsed => Ranker.Run(
            new RankOptions
            {
                Extracts = parsed.GetRequiredValue(extracts),
                Policy = parsed.GetRequiredValue(policy),
                AsOf = parsed.GetValue(asOf),
                Capacity = parsed.GetValue(capacity),
                Out = parsed.GetRequiredValue(output),
                Catalogue = parsed.GetValue(catalogue),
                Threads = parsed.GetValue(threads),
                MaxRefusedPercent = parsed.GetValue(maxRefused),
                AllPoints = parsed.GetValue(allPoints),
                Log = parsed.GetValue(log),
                Overwrite = parsed.GetValue(overwrite),
                Quiet = parsed.GetValue(quiet),
            },
            cancellationToken));
        return command;
    }
}
