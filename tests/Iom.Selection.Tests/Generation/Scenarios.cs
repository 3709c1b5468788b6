using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Generation;

/// <summary>Scenarios under any policy.</summary>
public static class Scenarios
{
    public static Gen<Scenario> Any { get; } = Gen.Choose(0, int.MaxValue - 1).Select(seed => new Maker(seed, orderly: false).Scenario());

    public static Arbitrary<Scenario> Scenario() => Arb.From(Any, Shrink);

    /// <summary>Smaller scenarios: less of the policy, fewer people and records, fewer fields filled in.</summary>
    internal static IEnumerable<Scenario> Shrink(Scenario scenario)
    {
        for (var i = 0; i < scenario.People.Length && scenario.People.Length > 1; i++) yield return scenario with { People = scenario.People.RemoveAt(i) };
        foreach (var policy in PolicyShrinker.Smaller(scenario.PolicyJson)) yield return scenario with { PolicyJson = policy };
        for (var i = 0; i < scenario.People.Length; i++)
        {
            foreach (var smaller in Smaller(scenario.People[i])) yield return scenario.With(i, _ => smaller);
        }
        if (scenario.Capacity > 0) yield return scenario with { Capacity = scenario.Capacity / 2 };
    }

    private static IEnumerable<CaseFile> Smaller(CaseFile file) =>
    [
        .. Without(file.Offences).Select(list => file with { Offences = list }),
        .. Without(file.DrugTests).Select(list => file with { DrugTests = list }),
        .. Without(file.Custody).Select(list => file with { Custody = list }),
        .. Without(file.RiskScores).Select(list => file with { RiskScores = list }),
        .. Without(file.Memberships).Select(list => file with { Memberships = list }),
        .. Without(file.Nominations).Select(list => file with { Nominations = list }),
        .. Plainer(file.Offender).Where(offender => offender != file.Offender).Select(offender => file with { Offender = offender }),
    ];

    private static IEnumerable<Offender> Plainer(Offender offender)
    {
        yield return offender with { Supervision = null };
        yield return offender with { Location = null };
        yield return offender with { ExpectedRelease = null };
        yield return offender with { MappaCategory = null };
        yield return offender with { MappaLevel = null };
        yield return offender with { Youth = null };
        yield return offender with { Deceased = null };
        if (offender.Schemes.Length > 0) yield return offender with { Schemes = [] };
        if (offender.Conflicts.Length > 0) yield return offender with { Conflicts = [] };
    }

    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> records) where T : CaseRecord =>
        Enumerable.Range(0, records.Count).Select(i => (IReadOnlyList<T>)[.. records.Take(i), .. records.Skip(i + 1)]);
}
