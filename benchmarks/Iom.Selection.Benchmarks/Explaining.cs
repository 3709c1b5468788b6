using BenchmarkDotNet.Attributes;
using Iom.Selection.Explanations;
using Iom.Selection.Offences;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Benchmarks;

/// <summary>One person explained by the reference policy, what time alone will do included.</summary>
[MemoryDiagnoser]
public class Explaining
{
    private Explainer _explainer = null!;
    private CaseFile _person = null!;
    private ProposalRow _row = null!;

    [Params(10, 100)]
    public int Offences { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "policy.json")));
        var assessor = new Assessor(new Scorer(policy, OffenceCatalogue.BuiltIn, Synthetic.AsOf, SuppliedExtracts.All));
        _person = Synthetic.Person(1, Offences);
        var proposal = Proposal.For(policy, Synthetic.AsOf, capacity: 1, [assessor.Assess(_person)]);
        _explainer = new Explainer(assessor, proposal);
        _row = proposal.Rows[0];
    }

    [Benchmark]
    public Explanation One_person_explained() => _explainer.Explain(_person, _row);
}
