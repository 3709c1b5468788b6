using System.IO.Compression;
using System.Security;
using System.Text;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Tests.Mapping;

/// <summary>Workbooks, and files that are not what their name says. All people are SYNTHETIC.</summary>
public class WorkbookTests
{
    // Style 1 shows a date, style 2 a number in scientific form, style 3 a date and a time.
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/></numFmts>
        <fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="11"/><xf numFmtId="164"/></cellXfs></styleSheet>
        """;

    [Fact]
    public void Cells_are_texts_or_dates_and_never_what_they_look_like()
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "offences.csv"));
        // 46117 is 5 April 2026. An id of twelve digits looks like 1.23E+11; a code typed as text keeps its zero.
        var bytes = Workbook(("Notes", [["\"read me\""]]), ("Crimes", [["\"Crime report\""], [],
            ["\"offender_id\"", "\"REF\"", "\"offence_code\"", "\"DATE\"", "\"outcome\"", "\"source\""],
            ["\"SYNTHETIC-1\"", "123456789012|2", "\"046\"", "46117|1", "\"convicted\"", "\"two\nlines, \u00E9\""],
            ["\"SYNTHETIC-1\"", "7", "\"046\"", "46117.99|3", "\"convicted\"", ""],
            [],
            ["\"SYNTHETIC-2\"", "8", "\"046\"", "\"05/04/2026\"", "\"convicted\"", "0.1"],
            ["\"SYNTHETIC-2\"", "9", "\"046\"", "\"never\"", "\"convicted\"", "", "\"too many\""],
            ["\"SYNTHETIC-2\"", "10", "\"046\"", "46117", "\"convicted\"", ""]]));
        var loaded = folder.File("extract-map.json", """{ "offences": { "file": "crimes.xlsx", "sheet": "crimes", "skipLines": 2, "columns": { "offence_id": "ref", "offence_date": "date" }, "dates": ["dd/MM/yyyy"] } }""")
            .File("crimes.xlsx", bytes).Load();
        Assert.Equal(["123456789012", "7"], loaded.People[0].Offences.Select(report => report.OffenceId));
        Assert.Equal(("8", "0.1"), Assert.Single(loaded.People[1].Offences.Select(report => (report.OffenceId, report.Source))));
        Assert.Equal("two\nlines, \u00E9", loaded.People[0].Offences[0].Source);
        Assert.All(loaded.People.SelectMany(file => file.Offences), report => Assert.Equal(new DateOnly(2026, 4, 5), report.Date));
        // A line is a row of the sheet. A number that no format shows as a date is a number.
        Assert.Equal(["8  TooManyFields", "9 offence_date SpreadsheetDamage"], loaded.Account.Problems.Select(problem => $"{problem.Place.Line} {problem.Column} {problem.Kind}"));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), loaded.Account.Inputs.Single(input => input.Name == "crimes.xlsx").Sha256);
    }

    [Fact]
    public void Every_key_of_the_map_is_for_workbooks_too()
    {
        using var folder = new Folder();
        var bytes = Workbook(("Sheet1", [["\"SYNTHETIC-1\"", "77", "1", "\"046\"", "\"2026-04-05\"", "\"convicted\"", "\"Suspect\""], ["\"SYNTHETIC-1\"", "77", "2", "\"046\"", "\"2026-04-05\"", "\"convicted\"", "\"Victim\""]]));
        var loaded = folder.File("extract-map.json", """
            { "offences": { "file": "o.XLSX", "header": false, "columns": { "offender_id": 1, "offence_id": [2, 3], "offence_code": 4, "offence_date": 5, "outcome": 6 }, "rows": { "7": ["suspect"] } } }
            """).File("o.XLSX", bytes).Load();
        Assert.Equal("77/1", Assert.Single(loaded.People[0].Offences).OffenceId);
        Assert.Equal(1, loaded.Account.Files[1].NotChosenCount);
    }

    [Theory]
    [InlineData("offences.csv", "xlsx", "offences.csv is a workbook, not CSV. Rename it to end in .xlsx and name it under \"file\" in the map")]
    [InlineData("offences.csv", "xls", "offences.csv is an old workbook (.xls) or has a password.")]
    [InlineData("offences.csv", "gzip", "offences.csv is packed (gzip). Unpack it first.")]
    [InlineData("offences.csv", "zip", "offences.csv is packed (zip). Unpack it first.")]
    [InlineData("crimes.xlsx", "text", "crimes.xlsx is not a workbook, whatever its name says.")]
    [InlineData("crimes.xlsx", "broken", "crimes.xlsx cannot be read as a workbook.")]
    [InlineData("crimes.xlsx", "other sheet", "crimes.xlsx has no sheet of the name that the map gives")]
    [InlineData("offences.xlsx", "unnamed", "offences.csv is missing from the folder of extracts. offences.xlsx is a workbook: name it under \"file\" in the map")]
    [InlineData("offences.xls", "unnamed", "offences.csv is missing from the folder of extracts. offences.xls is an old workbook")]
    [InlineData("offences.csv.gz", "unnamed", "offences.csv is missing from the folder of extracts. offences.csv.gz is packed: unpack it first.")]
    public void A_file_that_is_no_text_is_told_as_what_it_is_with_the_cure(string name, string what, string message)
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "offences.csv"));
        if (name == "crimes.xlsx") folder.File("extract-map.json", """{ "offences": { "file": "crimes.xlsx", "sheet": "Crimes" } }""");
        folder.File(name, what switch
        {
            "xls" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            "gzip" => [0x1F, 0x8B, 8, 0, 0],
            "zip" => Zip(("offences.csv", Folder.Offences)),
            "text" => Encoding.UTF8.GetBytes(Folder.Offences),
            "broken" => Zip(("xl/workbook.xml", "<workbook")),
            _ => Workbook(("Other", [["\"offender_id\""]])),
        });
        Assert.StartsWith(message, Assert.Throws<ExtractException>(() => folder.Load()).Message, StringComparison.Ordinal);
    }

    // A cell in quotes is a text; else a number, perhaps |style.
    private static byte[] Workbook(params (string Name, string[][] Rows)[] sheets)
    {
        const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook {Main}><sheets>{string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + $"<Relationship Id=\"rId99\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("xl/styles.xml", Styles),
        };
        parts.AddRange(sheets.Select((sheet, i) => ($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet {Main}><sheetData>{string.Concat(sheet.Rows.Select(Row))}</sheetData></worksheet>")));
        return Zip([.. parts]);
    }

    private static string Row(string[] cells, int row) => cells.Length == 0 ? "" : $"<row r=\"{row + 1}\">{string.Concat(cells.Select((cell, i) => Cell(cell, $"{(char)('A' + i)}{row + 1}")))}</row>";

    private static string Cell(string cell, string at)
    {
        if (cell.Length == 0) return "";
        if (cell[0] == '"') return $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell[1..^1])}</t></is></c>";
        var parts = cell.Split('|');
        return $"<c r=\"{at}\" s=\"{(parts.Length > 1 ? parts[1] : "0")}\"><v>{parts[0]}</v></c>";
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
