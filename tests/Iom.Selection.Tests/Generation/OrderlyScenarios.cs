using FsCheck;
using FsCheck.Fluent;

namespace Iom.Selection.Tests.Generation;

/// <summary>
/// Scenarios under orderly policies: points that don't fall with offending, not-applicable not above any band, only proven outcomes, no rule
/// over a factor.
/// </summary>
public static class OrderlyScenarios
{
    public static Gen<Scenario> Any { get; } = Gen.Choose(0, int.MaxValue - 1).Select(seed => new Maker(seed, orderly: true).Scenario());

    public static Arbitrary<Scenario> Scenario() => Arb.From(Any, Scenarios.Shrink);
}
