using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Checks the cells of a column and gives them their one spelling.</summary>
internal sealed class CellChecker(OffenceCatalogue? catalogue, FileMapping mapping)
{
    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");

    // The columns in which a date has a first, or a second, number that can be no month.
    private readonly HashSet<string> _dayFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> _monthFirst = new(StringComparer.Ordinal);

    /// <summary>How many codes got a lost leading zero back.</summary>
    public int MendedCodeCount { get; private set; }

    /// <summary>The columns in which some dates have the day first and others the month, by name.</summary>
    public IReadOnlyList<string> ColumnsInTwoDateOrders => [.. _dayFirst.Intersect(_monthFirst).Order(Utf8Ordinal.Comparer)!];

    /// <summary>Checks a cell.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="cell">Its bytes, quotes taken off.</param>
    /// <param name="value">Its text in the one spelling, null if it is empty or a problem.</param>
    /// <returns>What is wrong, or null.</returns>
    public ProblemKind? Check(Column column, ReadOnlySpan<byte> cell, out string? value)
    {
        value = null;
        if (cell.Length > RowReader.MaxCellBytes) return ProblemKind.TooLong;
        if (!Utf8.IsValid(cell)) return ProblemKind.NotUtf8;
        if (HasControlCharacter(cell)) return ProblemKind.ControlCharacter;

        var text = Translated(column, Encoding.UTF8.GetString(cell));
        if (column.Kind == CellKind.Date && IsMissingDate(text)) text = mapping.Empty.GetValueOrDefault(column.Name, "");
        if (text.AsSpan().IndexOfAnyExcept(' ') < 0) return column.IsRequired ? ProblemKind.Empty : null;
        var problem = column.Kind switch
        {
            CellKind.Id => IsScientific(text) ? ProblemKind.SpreadsheetDamage : (ProblemKind?)null,
            CellKind.Code => CheckCode(ref text),
            CellKind.Date => CheckDate(column, ref text),
            CellKind.Number => CheckNumber(ref text),
            CellKind.Word => CheckWord(column, ref text),
            _ => null,
        };
        if (problem is null) value = text;
        return problem;
    }

    /// <summary>Checks a cell of a column of ids that no map changes; its value is its bytes.</summary>
    public static ProblemKind? CheckId(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > RowReader.MaxCellBytes) return ProblemKind.TooLong;
        if (!Utf8.IsValid(cell)) return ProblemKind.NotUtf8;
        if (HasControlCharacter(cell)) return ProblemKind.ControlCharacter;
        if (cell.IndexOfAnyExcept((byte)' ') < 0) return ProblemKind.Empty;
        return cell.Contains((byte)'+') && IsScientific(Encoding.UTF8.GetString(cell)) ? ProblemKind.SpreadsheetDamage : null;
    }

    // The agency's text in the contract's words: what stands in every row, what an empty cell means, which word is which.
    private string Translated(Column column, string text)
    {
        if (mapping.Constants.TryGetValue(column.Name, out var constant)) return constant;
        if (mapping.Values.TryGetValue(column.Name, out var words) && words.TryGetValue(text.Trim(' '), out var word)) text = word;
        else if (mapping.Missing.Count > 0 && mapping.Missing.Contains(text.Trim(' '))) text = "";
        return mapping.Empty.TryGetValue(column.Name, out var meaning) && text.AsSpan().IndexOfAnyExcept(' ') < 0 ? meaning : text;
    }

    private bool IsMissingDate(string text)
    {
        if (mapping.MissingDates.Count == 0) return false;
        foreach (var format in mapping.Dates)
        {
            if (format.TryRead(text, out var date)) return mapping.MissingDates.Contains(date);
        }
        return false;
    }

    // C0 controls but tab and line ends, DEL, and the C1 controls (C2 80 to C2 9F in UTF-8).
    private static bool HasControlCharacter(ReadOnlySpan<byte> cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            var b = cell[i];
            if (b < 0x20 ? b is not ((byte)'\t' or (byte)'\n' or (byte)'\r') : b == 0x7F || (b == 0xC2 && cell[i + 1] < 0xA0)) return true;
        }
        return false;
    }

    // 1.23E+11: a long number that a spreadsheet has shortened.
    private static bool IsScientific(ReadOnlySpan<char> text)
    {
        var e = text.IndexOfAny('E', 'e');
        return e > 0 && e + 2 < text.Length && text[e + 1] == '+'
            && char.IsAsciiDigit(text[0])
            && text[..e].IndexOfAnyExcept(DigitsAndPoint) < 0
            && text[(e + 2)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private ProblemKind? CheckCode(ref string code)
    {
        code = OffenceCode.Normalise(code);
        if (catalogue is null || code.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0) return null;
        if (code.Length == OffenceCode.ClassLength && catalogue.Lists(code) && catalogue.Lists("00" + code)) return ProblemKind.SpreadsheetDamage;
        if (code.Length == OffenceCode.FullLength - 1 && !catalogue.Lists(code) && catalogue.Find("0" + code) is not null)
        {
            code = "0" + code;
            MendedCodeCount++;
        }
        return null;
    }

    private ProblemKind? CheckDate(Column column, ref string text)
    {
        foreach (var format in mapping.Dates)
        {
            if (!format.TryRead(text, out var date)) continue;
            if (!mapping.HasIsoDates) text = IsoDate.Text(date);
            return null;
        }
        // 45992 or 45992.5: the number by which a spreadsheet keeps a day between 1927 and 2173.
        var whole = text.AsSpan();
        if (whole.IndexOf('.') is >= 0 and var point) whole = whole[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0 ? whole[..point] : [];
        if (text.Split('/', '-', '.') is [var first, var second, _] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var b))
        {
            if (a is > 12 and <= 31 && b is >= 1 and <= 12) _dayFirst.Add(column.Name);
            if (b is > 12 and <= 31 && a is >= 1 and <= 12) _monthFirst.Add(column.Name);
        }
        return whole.Length == 5 && whole.IndexOfAnyExceptInRange('0', '9') < 0 ? ProblemKind.SpreadsheetDamage : ProblemKind.NotADate;
    }

    private ProblemKind? CheckNumber(ref string text)
    {
        if (mapping.DecimalMark is { } mark)
        {
            var bare = text.Trim(' ');
            if (bare.EndsWith('%')) bare = bare[..^1].TrimEnd(' ');
            // With a comma before decimals a point can only stand between thousands, which nothing says.
            if (mark == ',') bare = bare.Contains('.') ? "" : bare.Replace(',', '.');
            if (bare.Length == 0) return ProblemKind.NotANumber;
            text = bare;
        }
        var isNumber = char.IsAsciiDigit(text[0])
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= Limits.LargestNumber;
        return isNumber ? null : ProblemKind.NotANumber;
    }

    private static ProblemKind? CheckWord(Column column, ref string text)
    {
        foreach (var word in column.Words)
        {
            if (!word.Equals(text, StringComparison.OrdinalIgnoreCase)) continue;
            text = word;
            return null;
        }
        return ProblemKind.NotInList;
    }
}
