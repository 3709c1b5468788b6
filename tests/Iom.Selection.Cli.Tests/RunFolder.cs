using System.Security.Cryptography;
using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

/// <summary>An output folder that has been found whole.</summary>
internal sealed class RunFolder
{
    private readonly string _path;

    private RunFolder(string path) => _path = path;

    public static RunFolder AssertWhole(string path) => AssertWhole(path, Workspace.RunFiles);

    public static RunFolder AssertWhole(string path, string[] files)
    {
        Assert.Equal(files, Directory.GetFileSystemEntries(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var run = new RunFolder(path);
        using var manifest = run.Manifest();
        foreach (var output in manifest.RootElement.GetProperty("outputs").EnumerateArray())
        {
            var bytes = File.ReadAllBytes(Path.Combine(path, output.GetProperty("name").GetString()!));
            Assert.Equal(output.GetProperty("hmacSha256").GetString(), Hidden(path, bytes));
        }
        run.AssertEveryRowAccountedFor(manifest);
        return run;
    }

    /// <summary>What a manifest says of a file: the HMAC of its hash, by the key beside it.</summary>
    public static string Hidden(string run, byte[] bytes)
    {
        var key = File.ReadAllText(Path.Combine(run, "run.key"));
        Assert.Matches("^[0-9a-f]{64}\n$", key);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(key.TrimEnd('\n')), System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)))));
    }

    public JsonDocument Manifest() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_path, "run.json")));

    public string Text(string file) => File.ReadAllText(Path.Combine(_path, file));

    /// <summary>The lines of a result file after its header.</summary>
    public string[] Rows(string file) => Text(file).Split("\r\n")[1..^1];

    /// <summary>The rows of <c>refused.csv</c>, each as file, line, column and problem; the file's own name is the contract's.</summary>
    public void AssertRefused(params string[] rows) => Assert.Equal(rows, Rows("refused.csv").Select(row => row.Split(',')).Select(cells =>
    {
        Assert.Equal(cells[0], cells[1]);
        return string.Join(',', [cells[0], cells[2], .. cells[4..]]);
    }));

    public long Count(string file, string count)
    {
        using var manifest = Manifest();
        return manifest.RootElement.GetProperty("files").EnumerateArray().Single(report => report.GetProperty("file").GetString() == file).GetProperty(count).GetInt64();
    }

    private void AssertEveryRowAccountedFor(JsonDocument manifest)
    {
        var duplicates = Rows("duplicates.csv").Select(row => row.Split(',')[0]).ToArray();
        foreach (var report in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            long Of(string count) => report.GetProperty(count).GetInt64();
            Assert.Equal(Of("read"), Of("used") + Of("later") + Of("duplicate") + Of("refused") + Of("notChosen"));
            Assert.True(Of("used") >= 0);
            Assert.Equal(Of("duplicate"), duplicates.Count(file => file == report.GetProperty("file").GetString()));
        }
    }
}
