using System.Collections.Immutable;
using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>What one method was worth at one date: a row of <c>backtest.csv</c>, and what stands beside it.</summary>
/// <param name="Method">The method's name.</param>
public sealed record BacktestRow(string Method)
{
    /// <summary>Whether it is a policy, or a variant of one.</summary>
    public required bool IsPolicy { get; init; }

    /// <summary>What the first of its order account for.</summary>
    public required Capture Capture { get; init; }

    /// <summary>How many times as much as a fair draw among everybody would capture; null where nothing followed.</summary>
    public required double? Lift { get; init; }

    /// <summary>How often somebody who offended stands before somebody who did not; null without both.</summary>
    public required double? Auc { get; init; }

    /// <summary>Where that may lie at 95 per cent; null without both, and with one person of a kind.</summary>
    public required Interval? AucInterval { get; init; }

    /// <summary>Harrell's C over the time to the first later offence; null where there is no pair.</summary>
    public required double? Concordance { get; init; }

    /// <summary>The standard error of it.</summary>
    public required double? ConcordanceError { get; init; }

    /// <summary>Where the share captured may lie, by the bootstrap; null where nothing followed.</summary>
    public required Interval? CapturedInterval { get; init; }

    /// <summary>Where the precision may lie, by the bootstrap.</summary>
    public required Interval? PrecisionInterval { get; init; }

    /// <summary>Of those whom the run's own draw takes, how many did anything.</summary>
    public required Proportion Drawn { get; init; }

    /// <summary>The mean days in custody within the horizon of those taken, over a fair draw; null where nobody is taken.</summary>
    public required double? CustodyDaysMean { get; init; }

    /// <summary>How many people the policy does not rank: they stand after all others, as one tie. 0 for a baseline.</summary>
    public required int UnrankedCount { get; init; }

    /// <summary>How many of them the run's own draw takes.</summary>
    public required int UnrankedTakenCount { get; init; }

    /// <summary>How many ranked people came to the outcome, by band of total points; empty for a baseline.</summary>
    public required ImmutableArray<CalibrationBand> Calibration { get; init; }

    /// <summary>Rules and factors over fields of <c>offenders.csv</c>, which have no date: for how many people each decided. Empty for a baseline.</summary>
    public required ImmutableArray<UndatedRule> UndatedRules { get; init; }

    /// <summary>How many ranked people lack something that could add points.</summary>
    public required Proportion Incomplete { get; init; }

    /// <summary>The same by factor.</summary>
    public required ImmutableArray<FactorMissing> MissingByFactor { get; init; }

    /// <summary>The totals of ranked people, for the drift between dates.</summary>
    internal int[] Totals { get; init; } = [];

    /// <summary>By person: whether the run's own draw takes them.</summary>
    internal bool[] Taken { get; init; } = [];
}
