using System.Runtime.CompilerServices;

namespace Iom.Selection.Extracts.Store;

/// <summary>A row of <c>offences.csv</c> as it lies among the rows of its part: 32 bytes, and twice as many where one of its numbers is out of the ordinary.</summary>
/// <remarks>
/// Nearly all dates lie within 358 years, and there are few codes and sources, so their numbers are short. Where one is not, the row takes two places, and the second holds all of them at their full length.
/// To go from a row to the next, add its <see cref="Places"/>.
/// </remarks>
internal struct KeptRow
{
    /// <summary>How many bits a person's number within a part has.</summary>
    public const int PersonBits = 17;

    private const int FirstDay = 693_595;   // 1 January 1900
    private const int DayBits = 17;
    private const int OutcomeDayAt = DayBits;
    private const int RestAt = OutcomeDayAt + DayBits;
    private const int RestBits = OffenceRow.RestBits;
    private const int PersonAt = RestAt + RestBits;

    private const int CodeBits = 14;
    private const int OriginBits = 18;
    private const int OriginAt = CodeBits;
    private const int LineAt = OriginAt + OriginBits;

    // What the rest says of a row that takes two places: more than any row has.
    private const int Long = (1 << RestBits) - 1;

    private ulong _idFirst;     // of the second place, the numbers of an OffenceRow as they are packed there
    private ulong _idLast;      // and the code and the origin
    private ulong _numbers;
    private ulong _place;       // line, origin and code

    /// <summary>Whether the next place belongs to this row too.</summary>
    public readonly bool IsLong => ((_numbers >> RestAt) & Long) == Long;

    /// <summary>How many places it takes, 1 or 2.</summary>
    public readonly int Places => IsLong ? 2 : 1;

    /// <summary>The person's number within the part.</summary>
    public readonly int Person => (int)(_numbers >> PersonAt);

    /// <summary>Puts a row into one place, of nobody yet.</summary>
    /// <returns>False where it needs two: see <see cref="Keep"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPut((ulong First, ulong Last) id, int day, int outcomeDay, int rest, int line, int code, int origin)
    {
        // An outcome date and one; 0 for none.
        var (sinceFirst, outcomeSinceFirst) = ((uint)(day - FirstDay), outcomeDay == 0 ? 0 : (uint)(outcomeDay - FirstDay));
        if ((sinceFirst | outcomeSinceFirst) >> DayBits != 0 || (outcomeDay != 0 && outcomeSinceFirst == 0) || (uint)code >> CodeBits != 0 || (uint)origin >> OriginBits != 0) return false;
        (_idFirst, _idLast) = id;
        _numbers = sinceFirst | ((ulong)outcomeSinceFirst << OutcomeDayAt) | ((ulong)rest << RestAt);
        _place = ((ulong)line << LineAt) | ((ulong)origin << OriginAt) | (uint)code;
        return true;
    }

    /// <summary>Puts a row into as many places as it needs, of nobody yet.</summary>
    /// <returns>How many it needs.</returns>
    public static int Keep(in OffenceRow row, out KeptRow first, out KeptRow second)
    {
        (first, second) = (default, default);
        if (first.TryPut((row.IdFirst, row.IdLast), row.Day, row.OutcomeDay, row.Rest, row.Line, row.Code, row.Origin)) return 1;
        first = new KeptRow { _idFirst = row.IdFirst, _idLast = row.IdLast, _numbers = (ulong)Long << RestAt, _place = (ulong)row.Line << LineAt };
        second = new KeptRow { _idFirst = row.Packed, _idLast = ((ulong)row.Origin << 32) | (uint)row.Code };
        return 2;
    }

    /// <summary>The line on which the row begins.</summary>
    public readonly int Line => (int)(_place >> LineAt);

    /// <summary>Puts another row here, and says whose it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(in KeptRow row, int person)
    {
        // To say it of the row before it is put here would make the processor wait to read it back.
        (_idFirst, _idLast, _place) = (row._idFirst, row._idLast, row._place);
        _numbers = row._numbers | ((ulong)(uint)person << PersonAt);
    }

    /// <summary>The offence date of a row.</summary>
    /// <param name="rows">Rows that lie together.</param>
    /// <param name="at">Where it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DayOf(ReadOnlySpan<KeptRow> rows, int at) => rows[at].IsLong ? OffenceRow.DayOf(rows[at + 1]._idFirst) : rows[at].ShortDay;

    /// <summary>The number of the origin of a row.</summary>
    /// <param name="rows">Rows that lie together.</param>
    /// <param name="at">Where it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OriginOf(ReadOnlySpan<KeptRow> rows, int at) => rows[at].IsLong ? (int)(rows[at + 1]._idLast >> 32) : rows[at].ShortOrigin;

    /// <summary>Gives a row with all its numbers at full length.</summary>
    /// <param name="rows">Rows that lie together.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="firstPerson">The first person of the part.</param>
    /// <param name="row">Where it goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ReadOnlySpan<KeptRow> rows, int at, int firstPerson, out OffenceRow row)
    {
        ref readonly var kept = ref rows[at];
        // One after the other: put together, the place would be read first, and a page of memory that nobody has written to is first given for reading and then once more.
        row.IdFirst = kept._idFirst;
        row.IdLast = kept._idLast;
        row.Person = firstPerson + kept.Person;
        row.Line = kept.Line;
        if (kept.IsLong)
        {
            row.Packed = rows[at + 1]._idFirst;
            row.Code = (int)(uint)rows[at + 1]._idLast;
            row.Origin = (int)(rows[at + 1]._idLast >> 32);
            return;
        }
        var outcomeDay = (int)(kept._numbers >> OutcomeDayAt) & ((1 << DayBits) - 1);
        row.Packed = OffenceRow.Pack(kept.ShortDay, outcomeDay == 0 ? 0 : FirstDay + outcomeDay, (int)(kept._numbers >> RestAt) & ((1 << RestBits) - 1));
        row.Code = (int)kept._place & ((1 << CodeBits) - 1);
        row.Origin = kept.ShortOrigin;
    }

    private readonly int ShortDay => FirstDay + (int)(_numbers & ((1 << DayBits) - 1));

    private readonly int ShortOrigin => (int)(_place >> OriginAt) & ((1 << OriginBits) - 1);
}
