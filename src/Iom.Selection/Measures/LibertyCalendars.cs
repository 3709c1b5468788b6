using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>A person's days at liberty, by which kinds of custody count; each made when it is first asked for.</summary>
/// <remarks>Made to be loaded again for the next person without allocating.</remarks>
internal sealed class LibertyCalendars
{
    /// <summary>Stands for every custody, of any kind or of none known.</summary>
    public const int AnyCustody = 0;

    private readonly LibertyCalendar?[] _calendars = new LibertyCalendar?[1 << Enum.GetValues<CustodyKind>().Length];
    private int _loaded;    // a bit for each calendar
    private IReadOnlyList<CustodySpell> _spells = [];
    private DateOnly _asOf;

    /// <summary>A bit for each kind; <see cref="AnyCustody"/> for none.</summary>
    public static int BitsOf(IEnumerable<CustodyKind> kinds) => kinds.Aggregate(AnyCustody, (bits, kind) => bits | (1 << (int)kind));

    /// <summary>Whether a spell is one of some kinds.</summary>
    public static bool IsCustody(CustodySpell spell, int kinds) => kinds == AnyCustody || (spell.Kind is { } kind && (kinds & (1 << (int)kind)) != 0);

    /// <summary>Takes a person's spells that stand on a date.</summary>
    public void Load(IReadOnlyList<CustodySpell> spells, DateOnly asOf) => (_spells, _asOf, _loaded) = (spells, asOf, 0);

    /// <summary>The calendar for some kinds of custody.</summary>
    public LibertyCalendar Of(int kinds)
    {
        var calendar = _calendars[kinds] ??= new LibertyCalendar();
        if ((_loaded & (1 << kinds)) != 0) return calendar;
        _loaded |= 1 << kinds;
        calendar.Load(_spells, _asOf, kinds);
        return calendar;
    }
}
