using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Decisions;

/// <summary>The list that a chair fills in, as a sheet of a workbook, whichever program saved it.</summary>
public static class DecisionWorkbook
{
    /// <summary>The sheet that is read.</summary>
    public const string SheetName = "Decide";

    static DecisionWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Whether a file is a workbook.</summary>
    internal static bool IsWorkbook(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The sheet as CSV, a row to a line, so that a line is the row's number in the sheet.</summary>
    /// <exception cref="ExtractException">It is no workbook, or lacks the sheet.</exception>
    internal static byte[] ToCsv(byte[] workbook)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook));
            while (!SheetName.Equals(reader.Name, StringComparison.OrdinalIgnoreCase))
            {
                if (!reader.NextResult()) throw new ExtractException($"The workbook of decisions has no sheet {SheetName}: give the meeting.xlsx of the run, filled in.");
            }
            var csv = new StringBuilder();
            while (reader.Read())
            {
                string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(cell => Text(reader, cell))];
                // Empty columns at the right are a spreadsheet's, not the list's.
                csv.AppendJoin(',', cells.Reverse().SkipWhile(cell => cell.Length == 0).Reverse().Select(Quoted)).Append("\r\n");
            }
            return Encoding.UTF8.GetBytes(csv.ToString());
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or IOException or System.Xml.XmlException or FormatException or ArgumentException)
        {
            throw new ExtractException("The workbook of decisions cannot be read: it is damaged or protected by a password.", e);
        }
    }

    // A cell is what it holds, never what it looks like.
    private static string Text(IExcelDataReader reader, int cell) => reader.GetValue(cell) switch
    {
        null => "",
        DateTime date => IsoDate.Text(DateOnly.FromDateTime(date)),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' '),
    };

    // The reader of lists takes apostrophes away, as they stand before formulas in CSV; a workbook needs none.
    private static string Quoted(string text) => $"\"{FormulaGuard.Protect(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
