using BenchmarkDotNet.Attributes;
using Iom.Selection.Extracts;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Samples;

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
    public ExtractFolder Loaded() => ExtractFolder.Load(_folder, new ExtractOptions { Threads = 1 });

    [Benchmark]
    public BatchRanking Loaded_and_ranked() => Loaded().AsOf(Synthetic.AsOf).Rank(_policy, capacity: 100);
}
