using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Purging;

namespace Iom.Selection.Extracts.Tests.Runs;

public class PurgeTests
{
    private static readonly byte[] Salt = new byte[16];

    [Theory]
    [InlineData("2026-02-27", 6, "2025-08-27")]
    // Six months from the last days of August are over on the last of February.
    [InlineData("2026-02-28", 6, "2025-08-31")]
    [InlineData("2024-02-28", 6, "2023-08-28")]
    [InlineData("2024-02-29", 6, "2023-08-31")]
    [InlineData("2025-02-28", 12, "2024-02-29")]
    [InlineData("2026-03-31", 1, "2026-02-28")]
    [InlineData("2026-01-15", 24, "2024-01-15")]
    public void What_is_of_the_last_day_goes_and_of_the_day_after_stays(string before, int months, string upTo)
    {
        using var files = new RunFiles();
        var (on, last) = (DateOnly.ParseExact(before, "yyyy-MM-dd"), DateOnly.ParseExact(upTo, "yyyy-MM-dd"));
        var (gone, stays) = (files.Ranking("gone", upTo), files.Ranking("stays", last.AddDays(1).ToString("yyyy-MM-dd", null)));
        var result = RunPurger.Run(files.Path, on, Policy(months), log: null, Salt);
        Assert.Equal(last, result.RunsUpTo);
        Assert.Equal(gone.ManifestSha256, Assert.Single(result.Runs).ManifestSha256);
        Assert.False(File.Exists(Path.Combine(files.PathOf("gone"), "ranking.csv")));
        Assert.NotEmpty(stays.Ranking().FactorIds);
    }

    [Fact]
    public void One_that_fails_half_way_proves_what_went_and_says_what_is_left()
    {
        using var files = new RunFiles();
        files.Ranking("a", "2020-01-01");
        files.Ranking("b", "2020-01-02");
        // A folder of a file's name can't be deleted as a file.
        Directory.CreateDirectory(Path.Combine(files.PathOf("b"), "cohort.csv"));
        Assert.Throws<OutputException>(() => RunPurger.Run(files.Path, new DateOnly(2026, 1, 1), Policy(1), log: null, Salt));
        using var proof = JsonDocument.Parse(File.ReadAllBytes(files.PathOf("purge-2026-01-01.json")));
        var runs = proof.RootElement.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal([("2020-01-01", 0), ("2020-01-02", Directory.GetFileSystemEntries(files.PathOf("b")).Length - 1)],
            runs.Select(run => (run.GetProperty("asOf").GetString(), run.GetProperty("filesLeft").GetInt32())));

        Directory.Delete(Path.Combine(files.PathOf("b"), "cohort.csv"));
        var rest = RunPurger.Run(files.Path, new DateOnly(2026, 1, 1), Policy(1), log: null, Salt);
        Assert.True(rest.Runs.IsEmpty || rest.Runs.All(run => run.FilesLeft == 0));
        Assert.Equal(["run.json"], Directory.GetFileSystemEntries(files.PathOf("b")).Select(Path.GetFileName));
        Assert.DoesNotContain(Directory.GetFiles(files.Path), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public void A_policy_without_retention_is_refused()
    {
        using var files = new RunFiles();
        Assert.Throws<ArgumentException>(() => RunPurger.Run(files.Path, new DateOnly(2026, 1, 1), Policy(null), log: null, Salt));
    }

    private static Policy Policy(int? runMonths)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(root.FullName, "samples", "reference", "policy.json")), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        if (runMonths is null) json.AsObject().Remove("retention");
        else json["retention"]!["runMonths"] = runMonths;
        return PolicyFile.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
