using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Iom.Selection.Explanations;

namespace Iom.Selection.Reports.Workbooks;

/// <summary>Writes a workbook: the same bytes for the same sheets, at any time and on any machine.</summary>
internal static partial class WorkbookWriter
{
    private const string ListsSheet = "Lists";
    private const int MaxTextLength = 32_767, MaxNameLength = 31, MaxTitleLength = 32, MaxMessageLength = 255;

    // A line of 11 points, in points; the height of the highest row that Excel takes.
    private const double LineHeight = 15, MaxHeight = 409;

    // The width of a column is in digits, and letters of a text are narrower; those of a head are bold.
    private const double LettersPerDigit = 1.15;

    // Inches.
    private const double Margin = 0.4;

    // Styles by their place in the stylesheet below.
    private const uint Text = 1, Head = 2, OpenText = 3, OpenDate = 4, NumberHead = 5, Numeral = 6;

    // The first day that a packed file can have.
    private static readonly DateTimeOffset FixedDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="texts">What a cell says to somebody who fills it in otherwise than it can be.</param>
    /// <param name="sheets">The sheets.</param>
    public static void Write(Stream stream, ExplanationTexts texts, IReadOnlyList<WorkbookSheet> sheets)
    {
        using var made = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(made, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            AddStyles(workbook);
            var lists = sheets.SelectMany(sheet => sheet.Choices.Values).ToList();
            var parts = Names(sheets).Select((name, i) => (Name: name, Id: Part(workbook, i, sheets[i], lists, texts))).ToList();
            if (lists.Count > 0)
            {
                var longest = lists.Max(list => list.Count);
                var rows = Enumerable.Range(0, longest).Select(row => (IReadOnlyList<object?>)[.. lists.Select(list => row < list.Count ? list[row] : null)]);
                parts.Add((ListsSheet, Part(workbook, sheets.Count, new WorkbookSheet(ListsSheet, [.. lists.Select((_, i) => $"list {i + 1}")], [.. lists.Select(_ => 24)], rows), [], texts)));
            }
            workbook.Workbook = new Workbook(
                new BookViews(new WorkbookView { ActiveTab = 0 }),
                // What the lists offer is for the cells that offer it.
                new Sheets(parts.Select((part, i) => new Sheet { Name = part.Name, SheetId = (uint)i + 1, Id = part.Id, State = part.Name == ListsSheet ? SheetStateValues.Hidden : null })),
                // The head of a sheet stands on each of its pages.
                new DefinedNames(parts.Select((part, i) => new DefinedName($"'{part.Name.Replace("'", "''", StringComparison.Ordinal)}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)i })));
            workbook.Workbook.Save();
        }
        made.Position = 0;
        Repack(made, stream);
    }

    // A sheet's name is short, has no sign of a formula, and is like no other's; a partnership's own texts may be anything.
    private static IEnumerable<string> Names(IReadOnlyList<WorkbookSheet> sheets)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ListsSheet };
        foreach (var sheet in sheets)
        {
            var name = Fit(UnfitForName().Replace(Clean(sheet.Name), " ").Trim(' ', '\''), MaxNameLength);
            for (var i = 2; name.Length == 0 || !taken.Add(name); i++) name = string.Create(CultureInfo.InvariantCulture, $"{Fit(name, MaxNameLength - 4)} {i}").Trim();
            yield return name;
        }

    }

    private static string Part(WorkbookPart workbook, int at, WorkbookSheet sheet, List<IReadOnlyList<string>> lists, ExplanationTexts texts)
    {
        var id = FormattableString.Invariant($"sheet{at + 1}");
        var part = workbook.AddNewPart<WorksheetPart>(id);
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
            new DocumentFormat.OpenXml.Spreadsheet.Selection { Pane = PaneValues.BottomLeft, ActiveCell = "A2", SequenceOfReferences = new ListValue<StringValue> { InnerText = "A2" } })
        { WorkbookViewId = 0, TabSelected = at == 0 }));
        writer.WriteElement(new Columns(sheet.Widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })));
        var count = WriteRows(writer, sheet);
        // Against slips, not against people: there is no password.
        writer.WriteElement(new SheetProtection { Sheet = true, Objects = true, Scenarios = true, FormatColumns = false, FormatRows = false, Sort = false, AutoFilter = false });
        if (count > 0) writer.WriteElement(new AutoFilter { Reference = $"A1:{Column(sheet.Header.Count - 1)}{Number(count + 1)}" });
        if (count > 0 && (sheet.Choices.Count > 0 || sheet.Dates is not null)) writer.WriteElement(Validations(sheet, lists, count, texts));
        writer.WriteElement(new PageMargins { Left = Margin, Right = Margin, Top = Margin, Bottom = 2 * Margin, Header = Margin, Footer = Margin });
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        // On paper: which sheet, and which page of how many.
        writer.WriteElement(new HeaderFooter(new OddFooter("&L&A&R&P / &N")));
        writer.WriteEndElement();
        return id;
    }

    private static int WriteRows(OpenXmlWriter writer, WorkbookSheet sheet)
    {
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(High(new Row(sheet.Header.Select((name, i) => TextCell(name, i, 1, sheet.Numbers.Contains(i) ? NumberHead : Head))) { RowIndex = 1 }, sheet, sheet.Header, lettersPerDigit: 1));
        var count = 0;
        foreach (var row in sheet.Rows)
        {
            var number = (uint)++count + 1;
            writer.WriteElement(High(new Row(row.Select((cell, i) => Cell(sheet, cell, i, number))) { RowIndex = number }, sheet, row, LettersPerDigit));
        }
        writer.WriteEndElement();
        return count;
    }

    // Not every program finds out how high a row has to be for its texts to be read, and none does in a sheet that is locked.
    private static Row High(Row row, WorkbookSheet sheet, IReadOnlyList<object?> cells, double lettersPerDigit)
    {
        var lines = cells.Select((cell, i) => cell is string text ? CountLines(text, Math.Max(1, (int)((sheet.Widths[i] - 1) * lettersPerDigit))) : 1).DefaultIfEmpty(1).Max();
        if (lines > 1) (row.Height, row.CustomHeight) = (Math.Min(lines * LineHeight, MaxHeight), true);
        return row;
    }

    // As a reader would break it: between words, and words that are too long anywhere.
    private static int CountLines(string text, int width)
    {
        var (lines, used) = (0, 0);
        foreach (var line in text.Split('\n'))
        {
            (lines, used) = (lines + 1, 0);
            foreach (var word in line.Split(' '))
            {
                if (used > 0 && used + 1 + word.Length > width) (lines, used) = (lines + 1, 0);
                used += (used > 0 ? 1 : 0) + word.Length;
                if (used > width) (lines, used) = (lines + (used - 1) / width, (used - 1) % width + 1);
            }
        }
        return lines;
    }

    private static Cell Cell(WorkbookSheet sheet, object? cell, int column, uint row)
    {
        var style = column == sheet.Dates ? OpenDate : sheet.Unlocked.Contains(column) ? OpenText : Text;
        return cell switch
        {
            null or "" => new Cell { CellReference = Reference(column, row), StyleIndex = style },
            string text => TextCell(text, column, row, style),
            int number => new Cell { CellReference = Reference(column, row), StyleIndex = Numeral, CellValue = new CellValue(number) },
            _ => throw new ArgumentException("A cell is a text or a whole number.", nameof(cell)),
        };
    }

    // A text is a text, whatever it begins with: no formula comes from outside.
    private static Cell TextCell(string text, int column, uint row, uint style) => new(new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
    {
        CellReference = Reference(column, row),
        DataType = CellValues.InlineString,
        StyleIndex = style,
    };

    private static DataValidations Validations(WorkbookSheet sheet, List<IReadOnlyList<string>> lists, int count, ExplanationTexts texts)
    {
        var validations = sheet.Choices.OrderBy(choice => choice.Key).Select(choice =>
        {
            var list = Column(lists.IndexOf(choice.Value));
            return new DataValidation(new Formula1($"{ListsSheet}!${list}$2:${list}${Number(choice.Value.Count + 1)}"))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorTitle = Fit(Clean(texts.Phrase("page.sheet.notInList")), MaxTitleLength),
                Error = Fit(Clean(texts.Phrase("page.sheet.choose")), MaxMessageLength),
                SequenceOfReferences = Range(choice.Key),
            };
        });
        if (sheet.Dates is { } dates)
        {
            validations = validations.Append(new DataValidation(new Formula1("36526"))
            {
                Type = DataValidationValues.Date,
                Operator = DataValidationOperatorValues.GreaterThanOrEqual,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorTitle = Fit(Clean(texts.Phrase("page.sheet.notADate")), MaxTitleLength),
                Error = Fit(Clean(texts.Phrase("page.sheet.typeDate")), MaxMessageLength),
                SequenceOfReferences = Range(dates),
            });
        }
        DataValidation[] all = [.. validations];
        return new DataValidations(all) { Count = (uint)all.Length };

        ListValue<StringValue> Range(int column) => new() { InnerText = $"{Column(column)}2:{Column(column)}{Number(count + 1)}" };
    }

    private static void AddStyles(WorkbookPart workbook)
    {
        const uint General = 0, TextFormat = 49, DateFormat = 164;
        var styles = workbook.AddNewPart<WorkbookStylesPart>("styles");
        styles.Stylesheet = new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = DateFormat, FormatCode = "yyyy-mm-dd" }) { Count = 1 },
            new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })) { Count = 2 },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE3E8EC" }) { PatternType = PatternValues.Solid }), new Fill(new PatternFill(new ForegroundColor { Rgb = "FFFFF8DC" }) { PatternType = PatternValues.Solid }))
            { Count = 4 },
            new Borders(new Border(), new Border(Side<LeftBorder>(), Side<RightBorder>(), Side<TopBorder>(), Side<BottomBorder>())) { Count = 2 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(
                new CellFormat(new Alignment { Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true },
                Format(TextFormat, font: 0, fill: 0, isLocked: true), Format(TextFormat, font: 1, fill: 2, isLocked: true),
                Format(TextFormat, font: 0, fill: 3, isLocked: false), Format(DateFormat, font: 0, fill: 3, isLocked: false), Format(TextFormat, font: 1, fill: 2, isLocked: true, HorizontalAlignmentValues.Right), Format(General, font: 0, fill: 0, isLocked: true, HorizontalAlignmentValues.Right))
            { Count = 7 });
        styles.Stylesheet.Save();

        static T Side<T>() where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin, Color = new Color { Rgb = "FF8A949A" } };

        static CellFormat Format(uint number, uint font, uint fill, bool isLocked, HorizontalAlignmentValues? horizontal = null) =>
            new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = number != General, Horizontal = horizontal, Indent = horizontal is null ? null : 1u }, new Protection { Locked = isLocked })
            {
                NumberFormatId = number,
                FontId = font,
                FillId = fill,
                BorderId = isLocked ? 0u : 1u,
                FormatId = 0,
                ApplyNumberFormat = true,
                ApplyFont = true,
                ApplyFill = true,
                ApplyBorder = true,
                ApplyAlignment = true,
                ApplyProtection = true,
            };
    }

    // What a page of XML can't hold, and what steers, is shown as a sign that something stood there; nothing is longer than a cell can be.
    private static string Fit(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd(' ', '\'');

    private static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxTextLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxTextLength) break;
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && rune.Value is not '\n' || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }
        return clean.ToString();
    }

    // The library packs with the time of day and draws an id by chance.
    private static void Repack(Stream made, Stream stream)
    {
        using var from = new ZipArchive(made, ZipArchiveMode.Read);
        using var packed = new MemoryStream();
        using (var to = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.OrderBy(entry => entry.FullName == "[Content_Types].xml" ? 0 : 1).ThenBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                var text = reader.ReadToEnd();
                if (entry.FullName == "_rels/.rels") text = ChanceId().Replace(text, "Id=\"workbook\"");
                // Not packed: what a packer makes of the same text differs with its version and the processor.
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression);
                copy.LastWriteTime = FixedDate;
                using var writer = new StreamWriter(copy.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                writer.Write(text);
            }
        }
        packed.Position = 0;
        packed.CopyTo(stream);
    }

    [GeneratedRegex(@"[\[\]:*?/\\\n]")]
    private static partial Regex UnfitForName();

    [GeneratedRegex("Id=\"R[0-9a-f]+\"")]
    private static partial Regex ChanceId();

    private static string Reference(int column, uint row) => string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    private static string Column(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{Column(column / 26 - 1)}{(char)('A' + column % 26)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
