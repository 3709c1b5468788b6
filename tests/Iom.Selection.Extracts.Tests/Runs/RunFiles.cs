using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Extracts.Tests.Runs;

/// <summary>Folders as runs leave them, written by hand. All people in them are invented.</summary>
internal sealed class RunFiles : IDisposable
{
    public const string RankingHeader = "rank,offender_id,recommendation,cohort,member,nominated,flagged,tied,total_points,most_points,provisional,points:one,points:two,reason";

    public string Path { get; } = Directory.CreateTempSubdirectory("iom-test-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a folder with its manifest.</summary>
    public string Run(string name, string kind, string asOf, params (string Name, string Text)[] files)
    {
        var folder = PathOf(name);
        Directory.CreateDirectory(folder);
        foreach (var file in files) File.WriteAllText(System.IO.Path.Combine(folder, file.Name), file.Text);
        var manifest = new
        {
            tool = "iom",
            kind,
            asOf,
            policy = new { id = "p", version = "1", sha256 = new string('a', 64) },
            catalogue = new { sha256 = new string('b', 64) },
            places = new { capacity = 3 },
            inputs = Array.Empty<object>(),
            outputs = files.Select(file => new { name = file.Name, sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text))) }),
        };
        File.WriteAllText(System.IO.Path.Combine(folder, "run.json"), JsonSerializer.Serialize(manifest));
        return folder;
    }

    public RunFolder Ranking(string name, string asOf, params string[] rows) => RunFolder.Open(Run(name, "rank", asOf,
        ("ranking.csv", $"\uFEFF{string.Join("\r\n", [RankingHeader, .. rows])}\r\n"), ("explanations.jsonl", "")));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
