using BenchmarkDotNet.Attributes;
using Iom.Selection.Offences;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Benchmarks;

/// <summary>One person scored, and many ranked, by the reference policy.</summary>
[MemoryDiagnoser]
public class Scoring
{
    private const int PeopleRanked = 10_000;

    private readonly CaseFile _person = Synthetic.Person(1, offences: 10);
    private Scorer _scorer = null!;
    private Assessor _assessor = null!;
    private Assessment[] _assessments = [];

    [GlobalSetup]
    public void Setup()
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "policy.json")));
        _scorer = new Scorer(policy, OffenceCatalogue.BuiltIn, Synthetic.AsOf, SuppliedExtracts.All);
        _assessor = new Assessor(_scorer);
        _assessments = [.. Enumerable.Range(0, PeopleRanked).Select(i => _assessor.Assess(Synthetic.Person(i, offences: 5)))];
    }

    [Benchmark]
    public Scorecard One_person_with_ten_offences() => _scorer.Score(_person);

    [Benchmark]
    public Assessment One_person_assessed() => _assessor.Assess(_person);

    [Benchmark]
    public Proposal Ten_thousand_people_ranked() => Proposal.For(_scorer.Policy, Synthetic.AsOf, capacity: 200, _assessments);
}
