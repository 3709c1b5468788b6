using Iom.Selection.Fuzz;

namespace Iom.Selection.Extracts.Tests.Fuzzing;

/// <summary>The seeds of tools/fuzz, and some thousand texts made from them, through the same targets: what a fuzzer found once stays found.</summary>
public class FuzzSeedTests
{
    private const int Tries = 400;
    private const int MaxChanges = 8;

    private static readonly string[] Pieces = ["\"", ",", ";", "\n", "\r", "\0", "{", "}", "[", "]", ":", "null", "true", "-1", "1e999", "\\ud800", "\uFEFF", "2026-02-30", "9999-12-31", "=1", "'"];

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_seed_and_nothing_made_from_one_breaks_a_law(string target)
    {
        var random = new Random(13);
        string[] files = [.. Directory.GetFiles(Path.Combine(Seeds, target)).Order(StringComparer.Ordinal)];
        byte[][] seeds = [.. files.Select(File.ReadAllBytes)];
        Assert.NotEmpty(seeds);
        // A seed that is refused without being meant to be leads a fuzzer nowhere.
        foreach (var (file, seed) in files.Zip(seeds))
            Assert.True(FuzzTargets.All[target](seed) != Path.GetFileName(file).StartsWith("refused-", StringComparison.Ordinal), $"{target}/{Path.GetFileName(file)} is read, or refused, and should not be.");
        // What asks for a folder of its own is slower.
        var tries = target is "extracts" or "run" ? Tries / 4 : Tries;
        for (var i = 0; i < tries; i++)
        {
            var bytes = seeds[random.Next(seeds.Length)].ToList();
            for (var changes = random.Next(1, MaxChanges); changes > 0 && bytes.Count > 1; changes--) Change(bytes, random);
            var tried = bytes.ToArray();
            var fault = Record.Exception(() => FuzzTargets.All[target](tried));
            Assert.True(fault is null, $"{target} {Convert.ToBase64String(tried)}: {fault}");
        }
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
            case 2: bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))); break;
            default: bytes[at] = (byte)random.Next(256); break;
        }
    }

    private static string Seeds
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Iom.Selection.sln")))
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests don't run inside the repository.");
            return Path.Combine(folder, "tools", "fuzz", "seeds");
        }
    }
}
