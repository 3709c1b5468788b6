using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Generation;

/// <summary>Scenarios under any policy.</summary>
public static class Scenarios
{
    public static Gen<Scenario> Any { get; } = Gen.Choose(0, int.MaxValue - 1).Select(seed => new Maker(seed, orderly: false).Scenario());

    public static Arbitrary<Scenario> Scenario() => Arb.From(Any, Shrink);

    /// <summary>Smaller scenarios: a person less, or a record less.</summary>
    internal static IEnumerable<Scenario> Shrink(Scenario scenario)
    {
        for (var i = 0; i < scenario.People.Length && scenario.People.Length > 1; i++) yield return scenario with { People = scenario.People.RemoveAt(i) };
        for (var i = 0; i < scenario.People.Length; i++)
        {
            var file = scenario.People[i];
            foreach (var smaller in Without(file.Offences).Select(list => file with { Offences = list })
                .Concat(Without(file.DrugTests).Select(list => file with { DrugTests = list }))
                .Concat(Without(file.Custody).Select(list => file with { Custody = list }))
                .Concat(Without(file.RiskScores).Select(list => file with { RiskScores = list })))
                yield return scenario.With(i, _ => smaller);
        }
    }

    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> records) where T : CaseRecord =>
        Enumerable.Range(0, records.Count).Select(i => (IReadOnlyList<T>)[.. records.Take(i), .. records.Skip(i + 1)]);
}
