using System.Collections.Immutable;

namespace Iom.Selection.Evaluation;

/// <summary>What each method was worth at one date.</summary>
public sealed record BacktestDate
{
    /// <summary>The date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>For how many months what followed is looked at.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>The last day of the horizon.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The last day of which anything is known, if that is before the horizon ends; null where the follow-up is whole.</summary>
    public required DateOnly? CutOffOn { get; init; }

    /// <summary>How many people are in scope and alive.</summary>
    public required int PeopleCount { get; init; }

    /// <summary>How many are taken.</summary>
    public required int TakenCount { get; init; }

    /// <summary>The proven offences that followed.</summary>
    public required long LaterCount { get; init; }

    /// <summary>How many people they are of.</summary>
    public required int OffendedCount { get; init; }

    /// <summary>How many of them are of unknown severity, and count for no harm.</summary>
    public required long UnknownSeverityCount { get; init; }

    /// <summary>How many of them have an outcome without a date.</summary>
    public required long UndatedCount { get; init; }

    /// <summary>How many of the offences known up to the date have one.</summary>
    public required long EarlierUndatedCount { get; init; }

    /// <summary>How many people in scope had died up to the date, and are left out.</summary>
    public required int DiedCount { get; init; }

    /// <summary>How many died within the horizon: they are kept, and their time ends then.</summary>
    public required int DiedLaterCount { get; init; }

    /// <summary>How many are said to have died without a day: they are kept.</summary>
    public required int DeceasedWithoutDateCount { get; init; }

    /// <summary>The mean days in custody within the horizon of all; null of nobody.</summary>
    public required double? CustodyDaysMean { get; init; }

    /// <summary>How unevenly what followed is spread over the people: Gini's coefficient; null where nothing followed.</summary>
    public required double? Gini { get; init; }

    /// <summary>The share of what followed that those who did most account for, by how many per cent of people they are.</summary>
    public required ImmutableArray<LorenzPoint> Lorenz { get; init; }

    /// <summary>The fewest people who account for so many per cent of what followed.</summary>
    public required ImmutableArray<PeopleForShare> FewestPeople { get; init; }

    /// <summary>A row for each method: policies in the order given, then baselines.</summary>
    public required ImmutableArray<BacktestRow> Rows { get; init; }

    /// <summary>Each policy beside every other method.</summary>
    public required ImmutableArray<MethodDifference> Differences { get; init; }

    /// <summary>Who was missed by each policy, those with most offences first; for the partnership alone.</summary>
    public required IEnumerable<MissedPerson> Missed { get; init; }
}
