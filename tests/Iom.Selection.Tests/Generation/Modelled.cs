using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Tests.Generation;

/// <summary>A scenario whose policy names a model, and the model.</summary>
public sealed record Modelled(Scenario Scenario, byte[] File, StepModel Model)
{
    /// <summary>The policy as its file has it, without the model.</summary>
    public Policy Named { get; } = Scenario.Policy;

    /// <summary>The policy with the model, signed.</summary>
    public Policy Policy => _policy ??= Named.WithModel(Model, Signatures);

    private Policy? _policy;

    public IReadOnlyList<PolicySignature> Signatures => [.. Named.Agencies.Select(agency => new PolicySignature(agency, "A (invented)", "chair", Scenario.AsOf, Named.Sha256))];

    public Assessor Assessor() => new(new Scorer(Policy, TestCatalogue.Catalogue, Scenario.AsOf, Scenario.Supplied));

    public Proposal Propose() => Propose(Policy, Scenario);

    /// <summary>The same by the matrix of the same file alone.</summary>
    public Proposal ProposeByMatrix() => Propose(Named.WithoutModel(), Scenario);

    public static Proposal Propose(Policy policy, Scenario scenario)
    {
        var assessor = new Assessor(new Scorer(policy, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied));
        return Proposal.For(policy, scenario.AsOf, scenario.Capacity, [.. scenario.People.Select(assessor.Assess)]);
    }

    /// <summary>Levels are the policy's bands, in the direction of its points, each with a weight by chance.</summary>
    public static Modelled Create(Scenario scenario, ModelRole role, int pick)
    {
        var maker = new Maker(pick, orderly: false);
        if (maker.Chance(60)) scenario = Coarser(scenario, maker);
        var policy = scenario.Policy;
        var file = ModelFile.Write(
            new StepModel
            {
                Kind = ModelKind.Steps,
                PolicySha256 = policy.Sha256,
                CatalogueSha256 = new string('0', 64),
                TrainedUpTo = scenario.AsOf,
                Libraries = ["by chance"],
                Factors = [.. policy.Factors.Select(factor => Factor(factor, scenario, maker))],
                Intercept = -1,
                CalibrationSlope = 1,
                CalibrationIntercept = 0,
            },
            _ => { });
        var model = ModelFile.Parse(file);
        var named = scenario.WithPolicy(json =>
        {
            json["panel"] = new JsonObject { ["agencies"] = new JsonArray(new JsonObject { ["id"] = "police" }, new JsonObject { ["id"] = "probation" }) };
            json["ranking"]!["model"] = new JsonObject { ["role"] = role == ModelRole.Advisory ? "advisory" : "tie-break", ["sha256"] = model.Sha256 };
        });
        return new Modelled(named, file, model);
    }

    public override string ToString() => $"{Encoding.UTF8.GetString(File)}\n{Scenario}";

    // Few different totals and some places, so that many are equal by the matrix and some of them are left without.
    private static Scenario Coarser(Scenario scenario, Maker maker)
    {
        var members = scenario.People.Count(file => file.IsMemberOn(scenario.AsOf));
        var coarser = scenario.WithPolicy(json =>
        {
            foreach (var factor in json["matrix"]!["factors"]!.AsArray().Select(factor => factor!.AsObject()))
            {
                foreach (var band in factor["bands"]?.AsArray() ?? []) band!["points"] = Coarse(band["points"]!);
                foreach (var level in factor["levels"]?.AsObject().Select(level => level.Key).ToArray() ?? []) factor["levels"]![level] = Coarse(factor["levels"]![level]!);
                if (factor["notApplicable"] is { } notApplicable) factor["notApplicable"] = Coarse(notApplicable);
            }
            json["ranking"]!["tieBreak"] = new JsonArray();
            json["ranking"]!["entryFrom"] = 5;
            json["deselection"]!["exitBelow"] = 1;
        });
        return coarser with { Capacity = members + maker.Number(1, 3) };

        static int Coarse(JsonNode points) => points.GetValue<int>() > 4 ? 5 : 0;
    }

    private static ModelFactor Factor(Factor factor, Scenario scenario, Maker maker)
    {
        var isNothing = !factor.IsValidOn(scenario.AsOf) || (factor.Measure is Measure.DrugTestCount && !scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests));
        var bands = factor.Bands;
        var rises = bands[^1].Points == bands[0].Points ? factor.Measure is not Measure.DaysSinceOffence : bands[^1].Points > bands[0].Points;
        var froms = bands.Select(band => band.From).ToArray();
        (decimal? From, decimal? Below)[] ends = rises ? [.. froms.Skip(factor.Measure is Measure.OffenceCount or Measure.RiskScore ? 1 : 0).Select(from => ((decimal?)from, (decimal?)null))]
            : [(null, null), .. froms.Skip(1).Reverse().Select(from => ((decimal?)null, (decimal?)from))];
        if (!rises && factor.Measure is Measure.OffenceCount or Measure.RiskScore) ends = ends[1..];
        var logOdds = 0.0;
        return new ModelFactor(factor.Id, ModelFactor.MeasureOf(factor.Measure), ends.Select((end, i) =>
        {
            var weight = isNothing || maker.Chance(40) ? 0 : maker.Number(1, 4) / 5.0;
            logOdds += weight;
            return new ModelLevel($"level {i + 1}", end.From, end.Below, weight, StepModel.PointsOf(logOdds));
        }));
    }
}
