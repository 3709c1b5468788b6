using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Reads the cells that nearly all rows have without making text of them; of the others it says that it can't tell.</summary>
internal static class FastCell
{
    private const int DaysPerYear = 365;
    private const int MonthsPerYear = 12;

    // The day number of the first of January of each year, and of the one after the last.
    private static readonly int[] YearStarts = [.. Enumerable.Range(0, 10_001).Select(DaysBeforeYear)];

    private static readonly SearchValues<byte> Signs = SearchValues.Create("+,.="u8);

    // Days before each month, of a year and of a leap year.
    private static ReadOnlySpan<ushort> DaysBefore =>
    [
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365,
        0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366,
    ];

    /// <summary>Whether an id is of printable ASCII without a space or a sign that a spreadsheet leaves, and no long number, so that nothing can be wrong with it but to be a placeholder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSimpleId(ref byte cell, int length)
    {
        if (length is 0 or >= CellText.LongNumberDigits) return length != 0 && IsSimpleLongId(MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        var bytes = Vector128.LoadUnsafe(ref cell);
        var wrong = Vector128.GreaterThan(bytes - Vector128.Create((byte)0x21), Vector128.Create((byte)(0x7E - 0x21)))
            | Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'+'), Vector128.Create((byte)(',' - '+')))
            | Vector128.Equals(bytes, Vector128.Create((byte)'.'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'='));
        return (wrong.ExtractMostSignificantBits() & ((1u << length) - 1)) == 0;
    }

    /// <summary>The day number of a date written yyyy-MM-dd; 10 bytes. 16 must be readable.</summary>
    /// <returns>-1 for what is no such date.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Day(ref byte cell)
    {
        // Digits less '0' are at most 9, and so is what stands for the two hyphens once they have been compared.
        var digits = Vector128.LoadUnsafe(ref cell) - Vector128.Create((byte)'0');
        if (Unsafe.Add(ref cell, 4) != '-' || Unsafe.Add(ref cell, 7) != '-') return -1;
        if ((Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits() & 0b11_0110_1111) != 0) return -1;
        // All digits side by side, and of each two that stand together one number, in every other byte.
        var eight = Vector128.Shuffle(digits, Vector128.Create((byte)0, 1, 2, 3, 5, 6, 8, 9, 0, 0, 0, 0, 0, 0, 0, 0)).AsUInt64().ToScalar();
        var pairs = (eight * 10) + (eight >> 8);
        var year = ((int)(byte)pairs * 100) + (byte)(pairs >> 16);
        var (month, day) = ((int)(byte)(pairs >> 32), (int)(byte)(pairs >> 48));
        if (year == 0 || month is 0 or > MonthsPerYear || day == 0) return -1;
        var start = YearStarts[year];
        var at = month - 1 + ((YearStarts[year + 1] - start - DaysPerYear) * (MonthsPerYear + 1));
        return day <= DaysBefore[at + 1] - DaysBefore[at] ? start + DaysBefore[at] + day - 1 : -1;
    }

    private static int DaysBeforeYear(int year) => ((year - 1) * DaysPerYear) + ((year - 1) / 4) - ((year - 1) / 100) + ((year - 1) / 400);

    private static bool IsSimpleLongId(ReadOnlySpan<byte> cell) =>
        cell.Length <= Csv.RowReader.MaxCellBytes && !cell.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E) && !cell.ContainsAny(Signs) && !CellText.IsLongNumber(cell);
}
