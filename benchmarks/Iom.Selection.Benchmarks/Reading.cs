using BenchmarkDotNet.Attributes;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Samples;
using Iom.Selection.Extracts.Streaming;
using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Benchmarks;

/// <summary>A folder of synthetic extracts (5,000 people, some 100,000 offences) read, and read and ranked.</summary>
[MemoryDiagnoser]
public class Reading
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private Policy _policy = null!;

    [GlobalSetup]
    public void Setup()
    {
        SyntheticExtracts.Write(_folder, new SampleOptions { Offenders = 5_000 });
        _policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "policy.json")));
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public Collation Kept_in_memory() => ExtractFolder.Collate(_folder, Synthetic.AsOf, OffenceCatalogue.BuiltIn);

    [Benchmark]
    public BatchRanking Read_and_ranked_without_keeping() => BatchRanking.Of(new BatchRequest
    {
        Folder = _folder,
        Policy = _policy,
        Catalogue = OffenceCatalogue.BuiltIn,
        AsOf = Synthetic.AsOf,
        Capacity = 100,
        Threads = 1,
    });
}
