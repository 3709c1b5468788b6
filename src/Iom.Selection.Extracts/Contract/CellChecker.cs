using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Checks the cells of one file and gives them their one spelling.</summary>
/// <param name="contract">The kind of file.</param>
/// <param name="catalogue">What offence codes mean; null where codes are not looked up.</param>
/// <param name="mapping">How the file becomes one of the contract.</param>
internal sealed class CellChecker(FileContract contract, OffenceCatalogue? catalogue, FileMapping mapping)
{
    // The columns in which a date has a first, or a second, number that can be no month.
    private readonly HashSet<string> _dayFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> _monthFirst = new(StringComparer.Ordinal);

    /// <summary>What is seen of long numbers.</summary>
    public LongNumberWatch LongNumbers { get; } = new(contract);

    /// <summary>The columns in which some dates have the day first and others the month, by name.</summary>
    public IReadOnlyList<string> ColumnsInTwoDateOrders => [.. _dayFirst.Intersect(_monthFirst).Order(Utf8Ordinal.Comparer)!];

    /// <summary>Checks a cell.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="cell">Its bytes, quotes taken off.</param>
    /// <returns>Its text in the one spelling, or what is wrong.</returns>
    public CheckedCell Check(Column column, ReadOnlySpan<byte> cell)
    {
        if (cell.Length > RowReader.MaxCellBytes) return Wrong(ProblemKind.TooLong);

        var raw = Encoding.UTF8.GetString(cell);
        var text = CellText.Trim(raw);
        var notes = text.Length < raw.Length ? CellNotes.Trimmed : CellNotes.None;
        if (HasControlCharacter(text)) return Wrong(ProblemKind.ControlCharacter);
        text = CellText.Trim(Translated(column, CellText.Trim(CellText.WithoutFormula(text))));
        if (text.Length == 0) return new CheckedCell(null, column.IsRequired ? ProblemKind.Empty : null, notes);

        ProblemKind? problem = column.Kind switch
        {
            CellKind.Id => CheckId(column, text),
            CellKind.Code => CheckCode(ref text, ref notes),
            CellKind.Date => CheckDate(column, ref text, ref notes),
            CellKind.Number => CheckNumber(ref text),
            CellKind.Word => CheckWord(column, ref text),
            _ => null,
        };
        return new CheckedCell(problem is null && text.Length > 0 ? text : null, problem, notes);

        CheckedCell Wrong(ProblemKind kind) => new(null, kind, CellNotes.None);
    }

    // The agency's text in the contract's words: what stands in every row, what an empty cell means, which word is which.
    private string Translated(Column column, string text)
    {
        if (mapping.Constants.TryGetValue(column.Name, out var constant)) return constant;
        if (mapping.Values.TryGetValue(column.Name, out var words) && words.TryGetValue(text, out var word)) text = word;
        else if (mapping.Missing.Count > 0 && mapping.Missing.Contains(text)) text = "";
        if (column.Kind == CellKind.Date && IsMissingDate(text)) text = "";
        return text.Length == 0 && mapping.Empty.TryGetValue(column.Name, out var meaning) ? meaning : text;
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

    // C0 controls but tab and line ends, DEL, and the C1 controls.
    private static bool HasControlCharacter(string text)
    {
        foreach (var c in text)
        {
            if (c < ' ' ? c is not ('\t' or '\n' or '\r') : c is >= '\u007F' and <= '\u009F') return true;
        }
        return false;
    }

    private ProblemKind? CheckId(Column column, string id)
    {
        if (CellText.HasBlankInside(id)) return ProblemKind.ControlCharacter;
        if (column.IsPerson && CellText.IsPlaceholder(id)) return ProblemKind.PlaceholderId;
        return CellText.IsDamagedId(id) || LongNumbers.IsDamaged(contract.IndexOf(column.Name), id) ? ProblemKind.SpreadsheetDamage : null;
    }

    private ProblemKind? CheckCode(ref string code, ref CellNotes notes)
    {
        if (CellText.HasBlankInside(code)) return ProblemKind.ControlCharacter;
        if (CellText.EndsInPointZero(code)) return ProblemKind.SpreadsheetDamage;
        code = OffenceCode.Normalise(code);
        if (catalogue is null || code.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0) return null;
        // A class that begins with a zero has lost none; another may be a class, or a class and subclass that lost two.
        if (code.Length == OffenceCode.ClassLength && code[0] != '0' && catalogue.Find("00" + code) is not null)
        {
            if (catalogue.Find(code) is not null) return ProblemKind.SpreadsheetDamage;
            Repair(ref code, "00", ref notes);
        }
        else if (code.Length == OffenceCode.FullLength - 1 && !catalogue.Lists(code) && catalogue.Find("0" + code) is not null)
        {
            Repair(ref code, "0", ref notes);
        }
        return null;

        static void Repair(ref string code, string zeros, ref CellNotes notes)
        {
            code = zeros + code;
            notes |= CellNotes.Repaired;
        }
    }

    private ProblemKind? CheckDate(Column column, ref string text, ref CellNotes notes)
    {
        SeeOrder(column, text);
        foreach (var format in mapping.Dates)
        {
            if (!format.TryRead(text, out var date)) continue;
            if (Sentinels.Contains(date.DayNumber))
            {
                if (column.IsRequired) return ProblemKind.SentinelDate;
                notes |= CellNotes.Sentinel;
                text = "";
                return null;
            }
            if (!mapping.HasIsoDates) text = IsoDate.Text(date);
            return null;
        }
        // 45992 or 45992.5: the number by which a spreadsheet keeps a day between 1927 and 2173.
        var whole = text.AsSpan();
        if (whole.IndexOf('.') is >= 0 and var point) whole = whole[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0 ? whole[..point] : [];
        return whole.Length == 5 && whole.IndexOfAnyExceptInRange('0', '9') < 0 ? ProblemKind.SpreadsheetDamage : ProblemKind.NotADate;
    }

    // Whether a date has the day first or the month, where it can only be one of them.
    private void SeeOrder(Column column, string text)
    {
        if (text.Split('/', '-', '.') is not [var first, var second, _] || !Number(first, out var a) || !Number(second, out var b)) return;
        if (a is > 12 and <= 31 && b is >= 1 and <= 12) _dayFirst.Add(column.Name);
        if (b is > 12 and <= 31 && a is >= 1 and <= 12) _monthFirst.Add(column.Name);

        static bool Number(string part, out int number) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private ProblemKind? CheckNumber(ref string text)
    {
        if (mapping.DecimalMark is { } mark)
        {
            var bare = text.EndsWith('%') ? CellText.Trim(text[..^1]) : text;
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
