using System.Runtime.CompilerServices;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>What measures of offences share: the filter and its window.</summary>
internal abstract class OffenceAccumulator : Accumulator
{
    private readonly OffenceFilter _filter;
    private readonly uint _outcomes;
    private readonly uint _detectedBy;
    private readonly bool _byOutcomeDate;
    private readonly bool _trigger;
    private readonly int _windowDays;
    private readonly bool _windowAtLiberty;
    private readonly bool _exceptAsYouth;
    private int _after;

    protected OffenceAccumulator(OffenceFilter filter, int slot, DateOnly asOf, SuppliedExtracts supplied)
    {
        _filter = filter;
        (_byOutcomeDate, _trigger, _exceptAsYouth) = (filter.ByOutcomeDate, filter.Trigger, filter.ExceptAsYouth);
        Custody = LibertyCalendars.BitsOf(filter.CustodyKinds);
        Slot = slot;
        AtLiberty = filter.AtLiberty && supplied.HasFlag(SuppliedExtracts.Custody);
        foreach (var outcome in filter.Outcomes) _outcomes |= 1u << (int)outcome;
        foreach (var by in filter.DetectedBy) _detectedBy |= 1u << (int)by;

        _after = filter.Months is { } months ? MonthWindow.DayBefore(asOf, months) : -1;
        _windowDays = asOf.DayNumber - _after;
        _windowAtLiberty = AtLiberty && filter.Months is not null;
    }

    /// <summary>The place of this measure in a <see cref="CodeClass"/>.</summary>
    public int Slot { get; }

    /// <summary>The kinds of custody that the filter leaves out; see <see cref="LibertyCalendars.BitsOf"/>.</summary>
    public int Custody { get; }

    /// <summary>A bit for each outcome that counts.</summary>
    public uint Outcomes => _outcomes;

    /// <summary>Whether days in custody are left out: the policy asks for it and the extract was supplied.</summary>
    protected bool AtLiberty { get; }

    public override void Begin(in Person person)
    {
        base.Begin(person);
        if (_windowAtLiberty) _after = person.Liberty.Of(Custody).DayBefore(_windowDays);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override bool Add(in ClassifiedOffence offence)
    {
        // Most offences are out of the window: that is looked at first.
        var day = _byOutcomeDate ? offence.OutcomeDay : offence.Day;
        if ((_outcomes & (1u << (int)offence.Outcome)) == 0 || (day <= _after && day != ClassifiedOffence.NoDay)) return false;
        var passes = offence.Code.Passes(Slot);
        if (passes == Answer.No || (_exceptAsYouth && offence.MayBeAsYouth)) return false;
        if (day == ClassifiedOffence.NoDay) passes = Answer.Unknown;

        if (_detectedBy != 0)
        {
            if (offence.DetectedBy is not { } by) passes = Answer.Unknown;
            else if ((_detectedBy & (1u << (int)by)) == 0) return false;
        }
        if (_trigger)
        {
            if (offence.Code.Entry is not { } entry) passes = Answer.Unknown;
            else if (!entry.IsTriggerOn(DateOnly.FromDayNumber(offence.Day))) return false;
        }

        if (passes == Answer.Yes) Take(offence);
        else LeftOutCount++;
        return passes == Answer.Yes;
    }

    public override int? CustodyAfter => _windowAtLiberty ? _after : null;

    /// <summary>What the filter says of a code, whatever the offence.</summary>
    public Answer CodePasses(string code, CatalogueEntry? entry)
    {
        if (!_filter.Codes.IsEmpty && !Covered(_filter.Codes, code)) return Answer.No;
        if (Covered(_filter.ExceptCodes, code)) return Answer.No;
        // A breach is about the process: it passes only where it is named.
        if (entry?.Group == OffenceCatalogue.BreachGroup && _filter.Codes.IsEmpty && !_filter.Groups.Contains(OffenceCatalogue.BreachGroup, StringComparer.Ordinal)) return Answer.No;

        var asksTheCatalogue = !_filter.Groups.IsEmpty || _filter.Neighbourhood || _filter.Acquisitive;
        if (!asksTheCatalogue) return Answer.Yes;
        if (entry is null) return Answer.Unknown;
        if (!_filter.Groups.IsEmpty && !_filter.Groups.Contains(entry.Group, StringComparer.Ordinal)) return Answer.No;
        if (_filter.Neighbourhood && !entry.Neighbourhood) return Answer.No;
        return _filter.Acquisitive && !entry.Acquisitive ? Answer.No : Answer.Yes;
    }

    /// <summary>How grave a code is to this measure; null if not known, or not asked.</summary>
    public virtual decimal? SeverityOf(CatalogueEntry? entry) => null;

    /// <summary>Takes an offence that has passed.</summary>
    protected abstract void Take(in ClassifiedOffence offence);

    private static bool Covered(IEnumerable<string> named, string code) => named.Any(name => OffenceCode.Covers(name, code));
}
