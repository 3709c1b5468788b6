using System.Runtime.CompilerServices;
using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds rows of one person whose offence ids may be alike but for case. For one thread.</summary>
/// <remarks>
/// Of an id that is too long to be kept, seven bits of its folded form are: rows of one day or one code that agree in them are found, and told apart by
/// their texts later, like all that are found.
/// </remarks>
internal sealed class CaseAlikeFinder(OffenceTables tables)
{
    private const int MaxStackBytes = 128;
    private const ulong SmallBits = 0x4040_4040_4040_4040;
    private const ulong HighBits = 0x8080_8080_8080_8080;

    private readonly Dictionary<(ulong, ulong, int), int> _firsts = [];
    private readonly HashSet<(ulong, ulong, int)> _differing = [];

    /// <summary>The seven bits of an id too long to be kept.</summary>
    public static int FoldBits(ReadOnlySpan<byte> id)
    {
        Span<byte> upper = stackalloc byte[MaxStackBytes];
        if (id.Length > upper.Length || !Ascii.IsValid(id)) return Bits(Upper(id));
        Ascii.ToUpper(id, upper, out var length);
        return Bits(upper[..length]);

        static int Bits(ReadOnlySpan<byte> folded) => (int)(SpreadKey.OfProcess.Spread(folded) & ((1 << OffenceRow.FoldBitCount) - 1));
    }

    /// <summary>Adds the rows to a list of findings.</summary>
    public void Find(ReadOnlySpan<OffenceRow> rows, OffenceFindings findings)
    {
        if (!MayDifferInCase(rows)) return;
        _firsts.Clear();
        _differing.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            var (key, other) = Keys(rows[i]);
            See(rows, i, key);
            if (other is { } second) See(rows, i, second);
        }
        if (_differing.Count == 0) return;
        // All rows of such a key, whichever of them came first.
        foreach (ref readonly var row in rows)
        {
            var (key, other) = Keys(row);
            if (_differing.Contains(key) || (other is { } second && _differing.Contains(second))) findings.AlikeButForCase.Add(new CaseAlikeRow(tables.NameOf(row), row.Code, row.Day));
        }
    }

    private void See(ReadOnlySpan<OffenceRow> rows, int row, (ulong, ulong, int) key)
    {
        if (!_firsts.TryAdd(key, row) && !rows[_firsts[key]].IsSameOffence(rows[row])) _differing.Add(key);
    }

    // Of an id too long to be kept two: with the day, and with the code.
    private static ((ulong, ulong, int) Key, (ulong, ulong, int)? Other) Keys(in OffenceRow row) => row.IdLength == OffenceRow.Hashed
        ? (((ulong)row.FoldBits, (ulong)row.Day, -1), ((ulong)row.FoldBits, (ulong)row.Code, -2))
        : (Key(row), null);

    private static bool MayDifferInCase(ReadOnlySpan<OffenceRow> rows)
    {
        if (rows.Length < 2) return false;
        foreach (ref readonly var row in rows)
        {
            if (row.IdLength == OffenceRow.Hashed || MayHoldSmallLetter(row.IdFirst) || MayHoldSmallLetter(row.IdLast)) return true;
        }
        return false;
    }

    // A small letter of ASCII has both these bits; of other scripts, the highest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayHoldSmallLetter(ulong bytes) => (bytes & (bytes << 1) & SmallBits) != 0 || (bytes & HighBits) != 0;

    private static (ulong, ulong, int) Key(in OffenceRow row)
    {
        if (((row.IdFirst | row.IdLast) & HighBits) == 0) return (UpperAscii(row.IdFirst), UpperAscii(row.IdLast), row.IdLength);
        return (SpreadKey.OfProcess.Spread(Upper(PackedKey.Bytes(row.IdFirst, row.IdLast, row.IdLength))), 0, -3);
    }

    private static ulong UpperAscii(ulong bytes)
    {
        var upper = bytes;
        for (var shift = 0; shift < 64; shift += 8)
        {
            if ((byte)(bytes >> shift) is >= (byte)'a' and <= (byte)'z') upper -= 0x20ul << shift;
        }
        return upper;
    }

    private static byte[] Upper(ReadOnlySpan<byte> id) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(id).ToUpperInvariant());
}
