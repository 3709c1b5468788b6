using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Tests.Generation;

/// <summary>A policy, people with their histories, a date and places: all that a proposal is made from.</summary>
public sealed record Scenario(int Seed, string PolicyJson, DateOnly AsOf, int Capacity, SuppliedExtracts Supplied, ImmutableArray<CaseFile> People)
{
    public Policy Policy => PolicyFile.Parse(Encoding.UTF8.GetBytes(PolicyJson));

    public Assessor Assessor() => new(new Scorer(Policy, TestCatalogue.Catalogue, AsOf, Supplied));

    public Scorecard Score(CaseFile file) => Assessor().Scorer.Score(file);

    public Proposal Propose() => Propose(Capacity);

    public Proposal Propose(int capacity)
    {
        var assessor = Assessor();
        return Proposal.For(Policy, AsOf, capacity, [.. People.Select(assessor.Assess)]);
    }

    public Scenario With(int person, Func<CaseFile, CaseFile> change) => this with { People = People.SetItem(person, change(People[person])) };

    public Scenario WithPolicy(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(PolicyJson)!.AsObject();
        change(json);
        return this with { PolicyJson = json.ToJsonString() };
    }

    public override string ToString()
    {
        var text = new StringBuilder($"seed {Seed}, as of {AsOf:yyyy-MM-dd}, {Capacity} places, supplied {Supplied}\n{PolicyJson}\n");
        foreach (var person in People)
        {
            text.Append(JsonSerializer.Serialize(person.Offender)).Append('\n');
            foreach (var record in person.Offences.Concat<CaseRecord>(person.DrugTests).Concat(person.RiskScores).Concat(person.Nominations)
                .Concat(person.Memberships).Concat(person.Custody)) text.Append("   ").Append(record).Append(' ').Append(JsonSerializer.Serialize<object>(record)).Append('\n');
        }
        return text.ToString();
    }
}
