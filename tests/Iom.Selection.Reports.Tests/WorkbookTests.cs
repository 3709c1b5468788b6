using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Panels;
using Iom.Selection.Reports.Workbooks;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Reports.Tests;

[Trait("Category", "Slow")]
[Collection(nameof(SampleRuns))]
public sealed class WorkbookTests(SampleRuns runs)
{
    [Theory]
    [InlineData("rank")]
    [InlineData("review")]
    public void The_workbook_is_valid_locked_but_where_people_write_and_offers_the_words(string run)
    {
        using var document = SpreadsheetDocument.Open(Path.Combine(runs.Out(run), "meeting.xlsx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var sheets = document.WorkbookPart!.Workbook!.Descendants<Sheet>().ToArray();
        Assert.Equal(["Decide", "To settle", "Policy"], sheets.Select(sheet => sheet.Name!.Value!).Where(name => name is "Decide" or "To settle" or "Policy"));
        Assert.All(sheets, sheet => Assert.True(Part(document, sheet.Name!).Worksheet!.GetFirstChild<SheetProtection>()!.Sheet!.Value));
        Assert.All(sheets, sheet => Assert.Equal(PaneStateValues.Frozen, Part(document, sheet.Name!).Worksheet!.Descendants<Pane>().Single().State!.Value));
        Assert.All(sheets, sheet => Assert.Empty(Part(document, sheet.Name!).Worksheet!.Descendants<CellFormula>()));

        var decide = Part(document, "Decide").Worksheet!;
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToArray();
        var row = decide.Descendants<Row>().ElementAt(1).Elements<Cell>().ToArray();
        Assert.Equal([2, 3, 4, 5, 6, 7], Enumerable.Range(0, row.Length).Where(i => formats[(int)row[i].StyleIndex!.Value].Protection?.Locked?.Value == false));
        Assert.Equal(3, decide.Descendants<DataValidation>().Count());
        Assert.Equal(["select", "decline", "retain", "change_approach", "deselect", "defer"], Column(document, "Lists", 0).Skip(1));
        Assert.Equal(["police", "probation", "council", "health", "charity"], Column(document, "Lists", 1).Skip(1));
        Assert.Equal(DecisionSheet.Columns, decide.Descendants<Row>().First().Elements<Cell>().Select(cell => cell.InnerText));
    }

    [Fact]
    public void What_a_chair_fills_in_is_read_back_as_it_is_from_the_list()
    {
        var filled = Fill(Path.Combine(runs.Out("rank"), "meeting.xlsx"), (0, ["select", "because", "A Chair", "chair", "police"], "46331"), (1, ["decline", "'quoted, and \"so\"\non", "A Chair", "chair", "probation"], "46331"));
        var policy = Policies.Parsing.PolicyFile.Parse(File.ReadAllBytes(SampleRuns.Policy));
        var sheet = DecisionSheet.Read(filled, panel: policy.Panel, run: RunFolder.Open(runs.Out("rank")), latest: new DateOnly(2026, 11, 30));
        Assert.Equal([PanelDecision.Select, PanelDecision.Decline], sheet.Decisions.Select(decision => decision.Decision));
        Assert.Equal(new DateOnly(2026, 11, 5), sheet.Decisions[0].Date);
        Assert.Equal("'quoted, and \"so\" on", sheet.Decisions[1].Reason);
        Assert.Equal([2, 3], sheet.Lines);
        Assert.Equal(runs.Text("rank", "decisions-to-make.csv").Split("\r\n").Length - 2, sheet.Undecided + 2);

        var log = runs.Out("decisions.jsonl");
        Assert.Equal(0, SampleRuns.Run("decisions", "record", "--log", log, "--from", filled, "--policy", SampleRuns.Policy, "--run", runs.Out("rank"), "--on", "2026-11-30"));
        Assert.Equal(0, SampleRuns.Run("decisions", "verify", "--log", log));
    }

    [Fact]
    public void An_id_keeps_its_zeros_and_formulas_stay_text()
    {
        string[] ids = ["0004711", "00012", "12", "1E5", "=1+1", "+447700", "-12", "@x", "'quoted", "a\u0001b\uFFFE", new string('x', 40_000)];
        using var workbook = new MemoryStream();
        WorkbookWriter.Write(workbook, ExplanationTexts.Standard,
        [
            new WorkbookSheet(DecisionWorkbook.SheetName, DecisionSheet.Columns, [.. DecisionSheet.Columns.Select(_ => 12)],
                ids.Select(id => (IReadOnlyList<object?>)[id, "select", "select", null, "A Chair", "chair", "police", "2026-11-05", "above-entry", 0])),
        ]);
        var path = runs.Out("ids.xlsx");
        File.WriteAllBytes(path, workbook.ToArray());
        var read = DecisionSheet.Read(path).Decisions.Select(decision => decision.OffenderId.Value).ToArray();
        Assert.Equal(ids[..9], read[..9]);
        Assert.Equal(32_767, read[10].Length);
    }

    [Fact]
    public void A_row_is_as_high_as_its_longest_text_needs()
    {
        string[] texts = ["short", new string('a', 100), "two words", string.Join(' ', Enumerable.Repeat("word", 40)), "a\nb\nc", new string('a', 5000)];
        using var workbook = new MemoryStream();
        WorkbookWriter.Write(workbook, ExplanationTexts.Standard, [new WorkbookSheet("Any", ["a head that is long"], [11], texts.Select(text => (IReadOnlyList<object?>)[text]))]);
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        // Of 10 digits, or 11 letters, a line.
        Assert.Equal([45, null, 150, null, 300, 45, 409], Part(document, "Any").Worksheet!.Descendants<Row>().Select(row => row.Height?.Value));
    }

    [Fact]
    public void The_sheet_to_decide_in_says_what_the_list_says_and_who_left_a_short_time_ago()
    {
        var extracts = runs.Out("left extracts");
        Directory.CreateDirectory(extracts);
        string[] ids = ["INVENTED-1", "INVENTED-2", "INVENTED-3"];
        File.WriteAllLines(Path.Combine(extracts, "offenders.csv"), ["offender_id,youth,deceased,location", .. ids.Select(id => $"{id},no,no,community")]);
        File.WriteAllLines(Path.Combine(extracts, "offences.csv"),
            ["offender_id,offence_id,offence_code,offence_date,outcome", .. ids.SelectMany(id => Enumerable.Range(1, 9).Select(n => $"{id},{id}-{n},02803,2026-0{n}-01,convicted"))]);
        File.WriteAllLines(Path.Combine(extracts, "memberships.csv"), ["offender_id,from,to,cohort,ground", "INVENTED-2,2025-01-01,2026-08-01,flex,moved_away"]);
        Assert.Equal(0, SampleRuns.Run("rank", "--extracts", extracts, "--policy", SampleRuns.Policy, "--quiet", "--as-of", "2026-10-31", "--capacity", "3", "--out", runs.Out("left")));
        using var document = SpreadsheetDocument.Open(Path.Combine(runs.Out("left"), "meeting.xlsx"), isEditable: false);
        var sheet = Part(document, "Decide").Worksheet!.Descendants<Row>().Skip(1).Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray()).ToArray();
        var file = runs.Text("left", "decisions-to-make.csv").TrimStart('\uFEFF').Split("\r\n")[1..^1].Select(line => line.Split(',')).ToArray();
        Assert.Equal(["2026-08-01", "moved_away"], Assert.Single(sheet, row => row[0] == "INVENTED-2")[10..]);
        Assert.Equal(file, sheet.Select(row => row.Select((cell, column) => column == 8 ? cell.Replace("; ", ";", StringComparison.Ordinal) : cell)));
    }

    [Fact]
    public void A_sheet_may_be_named_anything_and_the_workbook_is_valid()
    {
        string[] names = ["Decide", "To 'settle'?", "I'w setlo", "a/b\\c[d]:e*", "a/b\\c[d]:e*", "", "Lists", new string('x', 80), new string('x', 80), "\u0001"];
        using var workbook = new MemoryStream();
        WorkbookWriter.Write(workbook, ExplanationTexts.Standard, [.. names.Select(name => new WorkbookSheet(name, ["a"], [9], [["b"]]))]);
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var written = document.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!).ToArray();
        Assert.Equal(["Decide", "To 'settle", "I'w setlo", "a b c d  e", "a b c d  e 2", "2", "Lists 2", new string('x', 31), new string('x', 27) + " 2", "\uFFFD"], written);
        Assert.Contains("'I''w setlo'!$1:$1", document.WorkbookPart.Workbook.Descendants<DefinedName>().Select(name => name.Text));
    }

    [Fact]
    public void What_a_cell_says_of_a_wrong_entry_may_be_anybodys_own_text_of_any_length()
    {
        var own = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(SampleRuns.Repository("src", "Iom.Selection", "Explanations", "explanation-texts.json")))!;
        foreach (var key in new[] { "page.sheet.notInList", "page.sheet.notADate", "page.sheet.choose", "page.sheet.typeDate" }) own[key] = "\u0001" + new string('x', 400);
        using var workbook = new MemoryStream();
        WorkbookWriter.Write(workbook, ExplanationTexts.Parse(JsonSerializer.SerializeToUtf8Bytes(own)), [new WorkbookSheet("Decide", ["a", "b"], [9, 9], [["", ""]]) { Choices = new Dictionary<int, IReadOnlyList<string>> { [0] = ["yes"] }, Dates = 1 }]);
        using var document = SpreadsheetDocument.Open(workbook, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var validations = document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<DataValidation>()).ToArray();
        Assert.Equal(2, validations.Length);
        Assert.All(validations, validation => Assert.Equal((32, 255), (validation.ErrorTitle!.Value!.Length, validation.Error!.Value!.Length)));
    }

    [Fact]
    public void A_file_that_is_no_such_workbook_is_refused_in_one_line()
    {
        var path = runs.Out("no.xlsx");
        File.WriteAllBytes(path, [.. "PK\u0003\u0004"u8, .. Encoding.ASCII.GetBytes("rubbish")]);
        Assert.StartsWith("The workbook of decisions cannot be read", Assert.Throws<ExtractException>(() => DecisionSheet.Read(path)).Message, StringComparison.Ordinal);
        using var workbook = new MemoryStream();
        WorkbookWriter.Write(workbook, ExplanationTexts.Standard, [new WorkbookSheet("Other", ["a"], [9], [])]);
        File.WriteAllBytes(path, workbook.ToArray());
        Assert.StartsWith("The workbook of decisions has no sheet Decide", Assert.Throws<ExtractException>(() => DecisionSheet.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_the_packed_file_tells_when_it_was_made()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(runs.Out("rank"), "meeting.xlsx"));
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.StartsWith("docProps", StringComparison.Ordinal));
    }

    // As a spreadsheet does: texts shared, dates as numbers.
    private string Fill(string path, params (int Row, string[] Cells, string Date)[] rows)
    {
        var filled = runs.Out("filled.xlsx");
        File.Copy(path, filled, overwrite: true);
        using var document = SpreadsheetDocument.Open(filled, isEditable: true);
        var shared = document.WorkbookPart!.AddNewPart<SharedStringTablePart>();
        shared.SharedStringTable = new SharedStringTable();
        var sheet = Part(document, "Decide").Worksheet!;
        foreach (var (at, cells, date) in rows)
        {
            var row = sheet.Descendants<Row>().ElementAt(at + 1).Elements<Cell>().ToArray();
            for (var i = 0; i < cells.Length; i++)
            {
                shared.SharedStringTable.AppendChild(new SharedStringItem(new Text(cells[i])));
                (row[i + 2].DataType, row[i + 2].CellValue) = (CellValues.SharedString, new CellValue(shared.SharedStringTable.Count() - 1));
            }
            row[7].CellValue = new CellValue(date);
        }
        return filled;
    }

    private static WorksheetPart Part(SpreadsheetDocument document, string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook!.Descendants<Sheet>().Single(sheet => sheet.Name == name).Id!);

    private static IEnumerable<string> Column(SpreadsheetDocument document, string sheet, int column) =>
        Part(document, sheet).Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().ElementAt(column).InnerText).Where(text => text.Length > 0);
}
