using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Mapping;

public partial class ExtractMapTests
{
    [Theory]
    [InlineData("""{ "offence": { } }""", "offence: unknown key")]
    [InlineData("""{ "offences": { "files": "x" } }""", "offences.files: unknown key")]
    [InlineData("""{ "offences": [ { }, { "columns": { "colour": "x" } } ] }""", "offences[1].columns.colour: unknown key")]
    [InlineData("""{ "offences": { "file": "../offences.csv" } }""", "offences.file: must be a file name without a path")]
    [InlineData("""{ "offences": { "encoding": "ebcdic" } }""", "offences.encoding: must be one of")]
    [InlineData("""{ "offences": { "delimiter": "##" } }""", "offences.delimiter: must be one character")]
    [InlineData("""{ "offences": { "delimiter": "\"" } }""", "offences.delimiter: must be one character")]
    [InlineData("""{ "offences": { "dates": ["dd/MM"] } }""", "offences.dates[0]: must be made of")]
    [InlineData("""{ "offences": { "dates": ["dd/MM/yy"] } }""", "offences.dates[0]: has a year of two digits: give \"yyUpTo\"")]
    [InlineData("""{ "offences": { "dates": ["dMyyyy"] } }""", "offences.dates[0]: must be made of")]
    [InlineData("""{ "offences": { "dates": ["dd/MM/yyyy week"] } }""", "offences.dates[0]: must be made of")]
    [InlineData("""{ "offences": { "dates": ["yyyyMMdd", "ddMMyyyy"] } }""", "offences.dates[1]: could read a date differently")]
    [InlineData("""{ "offences": { "columns": { "outcome": 3 } } }""", "offences.columns.outcome: must be a name; a number is for a file without a header")]
    [InlineData("""{ "offences": { "header": false, "columns": { "outcome": "Disposal" } } }""", "offences.columns.outcome: must be the number of a column")]
    [InlineData("""{ "offences": { "columns": { "outcome": { "first": ["A"] } } } }""", "offences.columns.outcome.first: unknown key")]
    [InlineData("""{ "offences": { "rows": { "ROLE": "Suspect" } } }""", "offences.rows: must give, for each column, a list")]
    [InlineData("""{ "offences": { "numbers": "'" } }""", "offences.numbers: must be")]
    [InlineData("""{ "offences": { "idCase": "fold" } }""", "offences.idCase: must be \"ignore\"")]
    [InlineData("""{ "offences": { "constants": { "offence_id": "none" } } }""", "offences.constants.offence_id: is an id, which differs from row to row")]
    [InlineData("""{ "offences": { "empty": { "offence_id": "none" } } }""", "offences.empty.offence_id: is an id, which differs from row to row")]
    [InlineData("""{ "offences": { "skipLines": -1 } }""", "offences.skipLines: must be a whole number")]
    [InlineData("""{ "offences": { "dates": ["dd/MM/yyyy", "MM/dd/yyyy"] } }""", "offences.dates[1]: could read a date differently")]
    [InlineData("""{ "offences": { "values": { "outcome": { "a": "charged", "A": "convicted" } } } }""", "offences.values.outcome: has one of your words twice")]
    [InlineData("""{ "offences": { "covers": { "from": "yesterday" } } }""", "offences.covers.from: must be a date")]
    [InlineData("""{ "offences": { }, "offences": { } }""", "offences: key written twice")]
    [InlineData("[", "is not valid JSON")]
    public void What_is_wrong_is_named_by_its_path(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ExtractException>(() => ExtractMap.Parse(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    public static TheoryData<string, string> TooMany => new()
    {
        { "{ \"offences\": [" + string.Join(',', Enumerable.Repeat("{}", 101)) + "] }", "offences: must have at most 100 entries" },
        { "{ \"offences\": { \"dates\": [" + string.Join(',', Enumerable.Repeat("\"dd/MM/yyyy\"", 21)) + "] } }", "offences.dates: must have at most 20 entries" },
        { "{ \"offences\": { \"columns\": { \"offence_id\": [" + string.Join(',', Enumerable.Repeat("\"A\"", 51)) + "] } } }", "offences.columns.offence_id: must have at most 50 entries" },
        { "{ \"offences\": { \"missing\": [" + string.Join(',', Enumerable.Repeat("\"-\"", 1001)) + "] } }", "offences.missing: must have at most 1000 entries" },
        { "{ \"offences\": { \"values\": { \"outcome\": {" + Keys(10_001, "\"charged\"") + "} } } }", "offences.values.outcome: must give at most 10000 words" },
        { "{ \"offences\": { \"rows\": {" + Keys(21, "[\"x\"]") + "} } }", "offences.rows: must name at most 20 columns" },
        { "{" + Keys(1001, "1") + "}", "must have at most 1000 keys" },
        { "{ }" + new string(' ', 4 * 1024 * 1024), "is larger than 4194304 bytes" },
    };

    [Theory]
    [MemberData(nameof(TooMany), DisableDiscoveryEnumeration = true)]
    public void More_than_a_map_may_have_of_anything_is_told_in_one_line(string json, string message)
    {
        var told = Assert.Throws<ExtractException>(() => ExtractMap.Parse(Encoding.UTF8.GetBytes(json))).Message;
        Assert.Contains(message, told, StringComparison.Ordinal);
        Assert.True(told.Length < 200);
    }

    [Fact]
    public void As_many_ways_to_write_dates_as_a_map_may_have_are_compared_at_once()
    {
        var ways = Enumerable.Range(0, 20).Select(i => $"\"yyyy-MM-dd{new string(' ', i)}\"");
        ExtractMap.Parse(Encoding.UTF8.GetBytes($$"""{ "offences": { "dates": [{{string.Join(',', ways)}}] } }"""));
    }

    private static string Keys(int count, string value) => string.Join(',', Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"\"k{i}\": {value}")));

    [Fact]
    public void Two_ways_to_write_dates_that_can_t_be_confused_are_read_side_by_side()
    {
        var file = Mapped("""{ "offences": { "dates": ["dd/MM/yyyy", "yyyy-MM-dd", "d MMM yyyy"] } }""",
            "offender_id,offence_id,offence_code,offence_date,outcome\nSYNTHETIC-1,F1,046,05/04/2026,convicted\nSYNTHETIC-1,F2,046,2026-04-05,convicted\nSYNTHETIC-1,F3,046,5 Apr 2026,convicted\n").People[0];
        Assert.All(file.Offences, report => Assert.Equal(new DateOnly(2026, 4, 5), report.Date));
        Assert.Equal(3, file.Offences.Count);
    }

    [Fact]
    public void Words_empty_cells_and_constants_are_put_into_the_contracts_words()
    {
        var file = Mapped("""
            { "offences": { "columns": { "outcome": "Disposal", "offence_id": "Ref" }, "values": { "outcome": { "charged / SUMMONSED": "charged", "n/a": "" }, "detected_by": { "-": "" } },
              "empty": { "detected_by": "public", "outcome": "under_investigation" }, "constants": { "source": "niche", "offence_code": "046" } } }
            """,
            "offender_id,Ref,offence_date,disposal,detected_by,outcome\nSYNTHETIC-1,F1,2026-04-05,Charged / Summonsed,,x\nSYNTHETIC-1,F2,2026-04-05,,police,x\nSYNTHETIC-1,F3,2026-04-05,Convicted,-,x\n").People[0];
        Assert.Equal(
            [("F1", OffenceOutcome.Charged, DetectedBy.Public), ("F2", OffenceOutcome.UnderInvestigation, DetectedBy.Police), ("F3", OffenceOutcome.Convicted, DetectedBy.Public)],
            file.Offences.Select(report => (report.OffenceId, report.Outcome, report.DetectedBy!.Value)));
        Assert.All(file.Offences, report => Assert.Equal(("niche", "046"), (report.Source, report.Code)));
    }

    [Fact]
    public void Several_files_of_a_kind_are_read_and_a_repeat_across_them_is_found()
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "offences.csv"));
        folder.File("extract-map.json", """{ "offences": { "file": "OFF_*.csv" } }""")
            .File("OFF_2.csv", Folder.Offences + "SYNTHETIC-1,F1,046,2026-04-05,convicted\n")
            .File("OFF_1.csv", Folder.Offences + "SYNTHETIC-1,F1,046,2026-04-05,convicted\nSYNTHETIC-1,F2,046,2026-04-05,convicted\n");
        var loaded = folder.Load();
        Assert.Equal(2, loaded.Account.OffenceCount);
        Assert.Equal((3, 1), (loaded.Account.Files[1].ReadCount, loaded.Account.Files[1].DuplicateCount));
        Assert.Equal(["OFF_1.csv", "OFF_2.csv", "extract-map.json", "offenders.csv"], loaded.Account.Inputs.Select(input => input.Name));
        Assert.Empty(loaded.Account.UnreadFiles);
    }

    [Fact]
    public void Ids_of_another_system_are_looked_up_and_an_ambiguous_one_is_refused()
    {
        using var folder = new Folder();
        folder.File("extract-map.json", """{ "offences": { "idSystem": "niche" } }""")
            .File("identities.csv", "system,external_id,offender_id\nniche,7,SYNTHETIC-1\nniche,8,SYNTHETIC-1\nniche,8,SYNTHETIC-2\npnd,9,SYNTHETIC-2\n")
            .File("offences.csv", Folder.Offences + "7,F1,046,2026-04-05,convicted\n8,F2,046,2026-04-05,convicted\n9,F3,046,2026-04-05,convicted\nSYNTHETIC-1,F4,046,2026-04-05,convicted\n");
        var loaded = folder.Load();
        Assert.Equal("F1", Assert.Single(loaded.People[0].Offences).OffenceId);
        Assert.Equal(
            ["identities.csv 3 AmbiguousId", "identities.csv 4 AmbiguousId", "offences.csv 3 AmbiguousId", "offences.csv 4 UnknownOffender", "offences.csv 5 UnknownOffender"],
            loaded.Account.Problems.Select(problem => $"{problem.Place.File} {problem.Place.Line} {problem.Kind}"));
    }

    [Fact]
    public void Windows_1252_and_UTF_16_are_read_and_hashed_as_they_lie()
    {
        foreach (var (name, encoding) in new[] { ("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!), ("utf-16", Encoding.Unicode) })
        {
            using var folder = new Folder();
            var bytes = encoding.GetBytes("offender_id;area\nSYNTHETIC-1;Cœur – €\nSYNTHETIC-2;\n");
            var loaded = folder.File("extract-map.json", $$"""{ "offenders": { "encoding": "{{name}}", "delimiter": ";" } }""").File("offenders.csv", bytes).Load();
            Assert.Equal("Cœur – €", loaded.People[0].Offender.Area);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), loaded.Account.Inputs.Single(input => input.Name == "offenders.csv").Sha256);
        }
    }

    [Theory]
    [InlineData("""{ "offences": { "file": "NOTHING_*.csv" } }""", "no file in the folder has the name given for offences")]
    [InlineData("""{ "offences": [{ "file": "offences.csv" }, { "file": "off*.csv" }] }""", "names offences.csv twice for offences in the same way: remove one")]
    [InlineData("""{ "offences": { "columns": { "source": "System" } } }""", "offences.csv has no column System, which the map names for source of offences.csv.")]
    [InlineData("""{ "offences": { "sheet": "Crimes" } }""", "has a \"sheet\" for offences.csv, which is not a workbook")]
    [InlineData("""{ "offences": { "rows": { "ROLE": ["Suspect"] } } }""", "offences.csv has no column ROLE, which the map names for rows of offences.csv.")]
    [InlineData("""{ "offences": { "header": false, "columns": { "offender_id": 1 } } }""", "offences.csv has no header, and the map has no number for offence_id of offences.csv.")]
    [InlineData("""{ "offences": { "values": { "outcome": { "Dealt with": "?" } } } }""", "leaves 1 thing open, first offences (offences.csv): values.outcome (1 word)")]
    [InlineData("""{ "offences": { "columns": { "outcome": "?" } } }""", "leaves 1 thing open, first offences (offences.csv): columns.outcome")]
    [InlineData("""{ "offences": { "idSystem": "niche" } }""", "has an idSystem, but identities.csv is missing")]
    public void A_map_that_does_not_fit_the_folder_stops_the_run(string map, string message)
    {
        using var folder = new Folder();
        Assert.Contains(message, Assert.Throws<ExtractException>(() => folder.File("extract-map.json", map).Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Offences_under_two_ids_of_two_sources_are_listed_and_not_merged()
    {
        using var folder = new Folder();
        var loaded = folder.File("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome,source\n"
            + "SYNTHETIC-1,B,02801,2026-04-05,convicted,niche\nSYNTHETIC-1,A,028/03,2026-04-05,convicted,court\nSYNTHETIC-1,C,02801,2026-04-05,convicted,court\n"
            + "SYNTHETIC-1,D,02801,2026-04-06,convicted,niche\nSYNTHETIC-2,E,02801,2026-04-05,convicted,niche\nSYNTHETIC-2,F,02801,2026-04-05,convicted,niche\n").Load();
        Assert.Equal(new PossibleDuplicate("SYNTHETIC-1", "028", new DateOnly(2026, 4, 5), "A", "B"), Assert.Single(loaded.Account.PossibleDuplicates));
        Assert.Equal(6, loaded.Account.OffenceCount);
    }

    [Fact]
    public void The_map_in_the_documentation_can_be_used()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "extracts.md"));
        var json = JsonBlock().Match(text).Groups[1].Value;
        Assert.Contains("NICHE_OFF_", json, StringComparison.Ordinal);
        ExtractMap.Parse(Encoding.UTF8.GetBytes(json));
        JsonDocument.Parse(json).Dispose();
    }

    private static Loaded Mapped(string map, string offences)
    {
        using var folder = new Folder();
        return folder.File("extract-map.json", map).File("offences.csv", offences).Load();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Iom.Selection.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
