using System.Security.Cryptography;
using Iom.Selection.Samples;

namespace Iom.Selection.Extracts.Tests.Samples;

/// <summary>A sample written for one test.</summary>
internal sealed class SampleFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("iom-sample-").FullName;

    public SampleFolder(SampleOptions options)
    {
        Path = System.IO.Path.Combine(_root, "sample");
        Truth = SyntheticExtracts.Write(Path, options);
    }

    public string Path { get; }

    public SampleTruth Truth { get; }

    public Loaded Load() => Loaded.From(Path, Truth.Options.AsOf);

    /// <summary>Name and hash of every file.</summary>
    public SortedDictionary<string, string> Hashes() => new(
        Directory.GetFiles(Path).ToDictionary(path => System.IO.Path.GetFileName(path), path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);

    /// <summary>The rows of a file, by column; no cell of a sample has quotes.</summary>
    public IEnumerable<Dictionary<string, string>> Rows(string name)
    {
        string[]? header = null;
        foreach (var line in File.ReadLines(System.IO.Path.Combine(Path, name)))
        {
            var cells = line.Split(',');
            if (header is null) header = cells;
            else yield return header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
