using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Iom.Selection.Cli.Tests;

/// <summary>Most tests run the tool in their own process. As the program that a user starts it says and writes the same.</summary>
public class ProcessTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Each_command_prints_writes_and_returns_as_a_program_what_it_does_within_a_test()
    {
        using var work = Cohort.Workspace();
        var here = Run(work, args => Tool.Run(args));
        Assert.Equal([2, 3], here.ExitCodes.Where(code => code != 0));
        foreach (var name in new[] { "cohort.csv", "review.csv", "audit.md", "compare.csv", "exits.html", "starter.json", "truth.json", "purge-2027-12-01.json" })
            Assert.Contains(here.Files.Keys, path => Path.GetFileName(path) == name);

        var program = Run(work, args => Tool.RunProcess(args));
        Assert.Equal(here.Printed, program.Printed);
        Assert.Equal(here.ExitCodes, program.ExitCodes);
        Assert.Equal(here.Files.Keys, program.Files.Keys);
        Assert.All(here.Files, file => Assert.Equal((file.Key, file.Value), (file.Key, program.Files[file.Key])));
    }

    [Fact]
    public void Too_many_refused_rows_and_a_threshold_that_is_crossed_are_4_and_5_as_a_program_too()
    {
        using var work = new AuditWorkspace();
        var policy = work.Policy("""{ "level": 0.5, "thresholds": [ { "step": "in_scope", "differenceAtMost": 0.1 } ] }""");
        Tool.RunProcess(
            "audit", "--run", work.Work.Out, "--extracts", work.Work.Extracts.Path, "--policy", policy, "--characteristics", work.CharacteristicsPath,
            "--out", work.AuditOut, "--reference", "scope=in").IsDone(5);
        for (var i = 0; i < 10; i++) work.Work.Extracts.Append("offences.csv", $"{Outcome.Secret},X,046,2025-02-03,convicted,,,");
        Tool.RunProcess(work.Work.RankArgs("--overwrite")).IsDone(4);
    }

    private static (string[] Printed, int[] ExitCodes, SortedDictionary<string, string> Files) Run(Workspace work, Func<string[], Outcome> tool)
    {
        var folder = work.PathOf("commands");
        Directory.CreateDirectory(Of("runs"));
        var list = work.File("list.csv",
            "offender_id,recommendation,decision,reason,by,role,agency,date,grounds\r\n"
            + $"{Cohort.Done},consider_deselection,deselect,because,A Chair,chair,police,2026-01-05,support_complete;sustained_desistance\r\n");
        var characteristics = work.File("characteristics.csv", string.Join('\n', [
            "offender_id,sex", .. Enumerable.Range(1, ExtractsFolder.OffenderCount).Select(i => $"{ExtractsFolder.Id(i)},{(i % 2 == 0 ? "M" : "F")}"), ""]));
        var (policy, extracts, log) = (Workspace.ReferencePolicy, work.Extracts.Path, Of("decisions.jsonl"));
        string[] now = ["--extracts", extracts, "--policy", policy, "--as-of", Workspace.AsOf, "--capacity", "3"];
        string[] before = ["--extracts", extracts, "--policy", policy, "--as-of", "2025-12-01", "--capacity", "3"];
        string[][] commands =
        [
            ["sample", "--offenders", "30", "--seed", "1", "--out", Of("sample")],
            ["check", "--extracts", extracts, "--as-of", Workspace.AsOf],
            ["rank", .. before, "--out", Of("runs/before")],
            ["rank", .. now, "--out", Of("runs/after")],
            ["explain", .. now, "--offender", ExtractsFolder.Id(8), "--audience", "panel"],
            ["review", .. now, "--earlier", Of("runs/before"), "--out", Of("runs/review")],
            ["audit", "--run", Of("runs/after"), "--extracts", extracts, "--policy", policy, "--characteristics", characteristics, "--out", Of("audit")],
            ["compare", "--before", Of("runs/before"), "--after", Of("runs/after"), "--policy", policy, "--out", Of("compared")],
            ["decisions", "record", "--unchecked", "--log", log, "--from", list, "--policy", policy, "--run", Of("runs/review")],
            ["decisions", "verify", "--log", log],
            ["decisions", "report", "--log", log, "--policy", policy],
            ["decisions", "exits", "--log", log, "--run", Of("runs/review"), "--out", Of("exits")],
            ["policy", "check", policy],
            ["policy", "show", policy, "--as-of", Workspace.AsOf],
            ["policy", "new", "--out", Of("starter.json")],
            ["policy", "diff", policy, Of("starter.json"), "--extracts", extracts, "--as-of", Workspace.AsOf, "--capacity", "3"],
            ["purge", "--yes", "--runs", Of("runs"), "--before", "2027-12-01", "--policy", policy, "--decisions", log],
            ["rank", .. now],
            ["rank", .. now, "--out", Of("runs/after")],
        ];
        var outcomes = Array.ConvertAll(commands, command => tool(command));
        // The log has salts, so its hashes and those of what is made from it are others each time.
        string[] printed = [.. outcomes.Select(outcome => WithoutHashes(outcome.Out + outcome.Error))];
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => path != log && path != log + ".lock").ToDictionary(
            path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
            path => Convert.ToHexStringLower(SHA256.HashData(Unsalted(path))));
        Directory.Delete(folder, recursive: true);
        return (printed, [.. outcomes.Select(outcome => outcome.ExitCode)], new SortedDictionary<string, string>(files, StringComparer.Ordinal));

        string Of(string name) => Path.Combine(folder, name);

        static byte[] Unsalted(string path) => path.Contains("exits", StringComparison.Ordinal) || path.Contains("purge-", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(WithoutHashes(File.ReadAllText(path)))
            : File.ReadAllBytes(path);

        static string WithoutHashes(string text) => Regex.Replace(text, "[0-9a-f]{64}", "(hash)");
    }
}
