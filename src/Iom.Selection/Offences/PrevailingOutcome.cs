using System.ComponentModel;
using System.Numerics;
using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>Finds the outcome that stands among the reports of one offence, taking one report at a time, in any order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct PrevailingOutcome
{
    private uint _seen;         // a bit per outcome, as it is on the as-of date
    private bool _undated;      // some decided outcome has no date
    private DateOnly _latest;   // of the decided outcomes that have one
    private uint _onLatest;     // a bit per decided outcome dated _latest

    /// <summary>Adds a report.</summary>
    public void Add(OffenceOutcome reported, DateOnly? reportedOn, DateOnly asOf)
    {
        var (outcome, on) = AsOf(reported, reportedOn, asOf);
        _seen |= Bit(outcome);
        if (!outcome.IsDecided()) return;

        if (on is not { } date) _undated = true;
        else if (_onLatest == 0 || date > _latest) (_latest, _onLatest) = (date, Bit(outcome));
        else if (date == _latest) _onLatest |= Bit(outcome);
    }

    /// <summary>Whether different decided outcomes leave it undecided which one stands.</summary>
    public readonly bool IsInConflict =>
        BitOperations.PopCount(Decided) > 1 && (_undated || BitOperations.PopCount(_onLatest) > 1);

    /// <summary>The outcome that stands; of a contested offence, <see cref="OffenceOutcome.Open"/>.</summary>
    public readonly OffenceOutcome Outcome
    {
        get
        {
            if (IsInConflict) return OffenceOutcome.Open;
            if (BitOperations.PopCount(Decided) > 1) return First(_onLatest);
            if (Decided != 0) return First(Decided);
            if ((_seen & Bit(OffenceOutcome.Charged)) != 0) return OffenceOutcome.Charged;
            if ((_seen & Bit(OffenceOutcome.UnderInvestigation)) != 0) return OffenceOutcome.UnderInvestigation;
            return OffenceOutcome.Open;
        }
    }

    /// <summary>What a reported outcome is on the as-of date: one that is dated later has not happened.</summary>
    public static (OffenceOutcome Outcome, DateOnly? On) AsOf(OffenceOutcome reported, DateOnly? on, DateOnly asOf) =>
        on > asOf ? (OffenceOutcome.Open, null) : (reported, on);

    private readonly uint Decided => _seen & OffenceOutcomes.DecidedBits;

    private static uint Bit(OffenceOutcome outcome) => 1u << (int)outcome;

    private static OffenceOutcome First(uint bits) => (OffenceOutcome)BitOperations.TrailingZeroCount(bits);
}
