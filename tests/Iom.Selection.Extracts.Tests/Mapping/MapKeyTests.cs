using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Mapping;

/// <summary>Each key of a map by itself, in files as agencies write them. All people are SYNTHETIC.</summary>
public class MapKeyTests
{
    private const string Row = "F1,046,2026-04-05,convicted\n";

    [Fact]
    public void A_list_of_columns_is_an_id_of_its_parts_and_empty_where_one_of_them_is()
    {
        var loaded = Mapped("""{ "offences": { "columns": { "offence_id": ["CASE", "CHARGE"] } } }""",
            "offender_id,CASE,CHARGE,offence_code,offence_date,outcome\nSYNTHETIC-1,77, 1,046,2026-04-05,convicted\nSYNTHETIC-1,77,2,046,2026-04-06,convicted\nSYNTHETIC-1,77,,046,2026-04-07,convicted\n");
        Assert.Equal(["77/1", "77/2"], loaded.People[0].Offences.Select(report => report.OffenceId));
        Assert.Equal(["4 offence_id Empty"], Problems(loaded));
        Assert.Equal("offence_id = CASE/CHARGE", Assert.Single(Offences(loaded).MappedColumns));
        Assert.Empty(Offences(loaded).IgnoredColumns);
    }

    [Fact]
    public void First_of_takes_the_first_column_that_is_filled_and_no_word_that_means_empty()
    {
        var loaded = Mapped("""{ "offences": { "columns": { "offence_date": { "firstOf": ["FROM", "RECORDED"] } }, "missing": ["NULL"] } }""",
            "offender_id,offence_id,offence_code,FROM,RECORDED,outcome\nSYNTHETIC-1,F1,046,2026-04-05,2026-05-01,convicted\nSYNTHETIC-1,F2,046,,2026-05-02,convicted\nSYNTHETIC-1,F3,046,null,2026-05-03,convicted\n");
        Assert.Equal(["05/04", "02/05", "03/05"], loaded.People[0].Offences.Select(report => report.Date.ToString("dd/MM", CultureInfo.InvariantCulture)));
    }

    // By escapes, so that whoever reads this sees them: a no-break space, a zero-width space, a byte order mark.
    [Theory]
    [InlineData("Suspect\u00A0", "77\u00A0", "\u200B")]
    [InlineData("\u200BSuspect", "=\"77\"", "\u00A0")]
    [InlineData("\uFEFFsuspect ", "\t77", "\uFEFF")]
    public void What_shows_nothing_about_a_cell_leaves_out_no_row_joins_into_no_id_and_fills_no_cell(string role, string part, string blank)
    {
        var loaded = Mapped("""{ "offences": { "rows": { "ROLE": ["Suspect"] }, "columns": { "offence_id": ["CASE", "CHARGE"], "offence_date": { "firstOf": ["FROM", "RECORDED"] } } } }""",
            $"offender_id,CASE,CHARGE,offence_code,FROM,RECORDED,outcome,ROLE\nSYNTHETIC-1,\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\",1,046,{blank},2026-05-02,convicted,{role}\n");
        var report = Assert.Single(loaded.People[0].Offences);
        Assert.Equal(("77/1", new DateOnly(2026, 5, 2)), (report.OffenceId, report.Date));
        Assert.Equal(0, Offences(loaded).NotChosenCount);
    }

    [Fact]
    public void Where_there_is_no_header_columns_have_numbers_and_the_first_line_is_a_row()
    {
        var loaded = Mapped("""{ "offences": { "header": false, "columns": { "offender_id": 2, "offence_id": [1, 6], "offence_code": 3, "offence_date": 4, "outcome": 5 }, "rows": { "6": ["a"] } } }""",
            "F1,SYNTHETIC-1,046,2026-04-05,convicted,a\nF2,SYNTHETIC-2,046,2026-04-05,convicted,a\nF3,SYNTHETIC-2,046,2026-04-05,convicted,b\nF4,SYNTHETIC-2,046,2026-04-05\n");
        Assert.Equal(["F1/a"], loaded.People[0].Offences.Select(report => report.OffenceId));
        Assert.Equal(["F2/a"], loaded.People[1].Offences.Select(report => report.OffenceId));
        Assert.Equal(["4  TooFewFields"], Problems(loaded));
        Assert.Equal((4, 2, 1, 1), (Offences(loaded).ReadCount, Offences(loaded).UsedCount, Offences(loaded).RefusedCount, Offences(loaded).NotChosenCount));
    }

    [Fact]
    public void Rows_of_other_roles_are_counted_as_not_chosen_and_nothing_in_them_is_looked_at()
    {
        var loaded = Mapped("""{ "offences": { "rows": { "ROLE": ["Suspect", "Offender"], "FORCE": ["31"] } } }""",
            "offender_id,offence_id,offence_code,offence_date,outcome,ROLE,FORCE\nSYNTHETIC-1,F1,046,2026-04-05,convicted,suspect ,31\nSYNTHETIC-1,F2,046,2026-04-05,convicted,Victim,31\n"
            + "SYNTHETIC-9,,,never,?,Witness,31\nSYNTHETIC-1,F3,046,2026-04-05,convicted,OFFENDER,32\nSYNTHETIC-2,F4,046,2027-04-05,convicted,Offender,31\nSYNTHETIC-2,F5\n");
        var report = Offences(loaded);
        Assert.Equal((6, 1, 1, 0, 1, 3), (report.ReadCount, report.UsedCount, report.LaterCount, report.DuplicateCount, report.RefusedCount, report.NotChosenCount));
        Assert.Equal(["7  TooFewFields"], Problems(loaded));
        Assert.DoesNotContain("ROLE", report.IgnoredColumns);
    }

    [Fact]
    public void Rows_of_offenders_and_of_smaller_files_are_chosen_too()
    {
        using var folder = new Folder();
        var loaded = folder.File("extract-map.json", """{ "offenders": { "rows": { "ROLE": ["Offender"] } }, "nominations": { "rows": { "ROLE": ["Offender"] } } }""")
            .File("offenders.csv", "offender_id,ROLE\nSYNTHETIC-1,Offender\nSYNTHETIC-2,Victim\n")
            .File("nominations.csv", "offender_id,agency,nominated_on,ROLE\nSYNTHETIC-1,police,2026-10-01,Offender\nSYNTHETIC-2,police,2026-10-01,Victim\n").Load();
        Assert.Equal(1, loaded.Account.PeopleCount);
        Assert.All(loaded.Account.Files.Where(file => file.FileName != "offences.csv"), file => Assert.Equal((2, 1, 0, 1), (file.ReadCount, file.UsedCount, file.RefusedCount, file.NotChosenCount)));
    }

    [Theory]
    [InlineData("""{ "offences": { "skipLines": 2 } }""", "Crimes \"by month\n\n" + Folder.Offences + "SYNTHETIC-1," + Row, 4)]
    [InlineData("""{ "offences": { } }""", "sep=;\noffender_id;offence_id;offence_code;offence_date;outcome\nSYNTHETIC-1;F1;046;2026-04-05;convicted\n", 3)]
    [InlineData("""{ "offences": { "skipLines": 1 } }""", "\"sep=;\"\r\noffender_id;offence_id;offence_code;offence_date;outcome\r\nSYNTHETIC-1;F1;046;2026-04-05;convicted\r\n", 3)]
    [InlineData("""{ "offences": { "delimiter": "†" } }""", "offender_id†offence_id†offence_code†offence_date†outcome\nSYNTHETIC-1†F1†046†2026-04-05†convicted\n", 2)]
    [InlineData("""{ "offences": { "delimiter": "#" } }""", "offender_id#offence_id#offence_code#offence_date#outcome\nSYNTHETIC-1#\"F1\"#046#2026-04-05#convicted\n", 2)]
    [InlineData("""{ "offences": { "columns": { "offence_date": "Date Committed" } } }""", "offender_id,offence_id,offence_code,Date\u00A0Committed,outcome\nSYNTHETIC-1," + Row, 2)]
    public void Lines_before_the_header_any_delimiter_and_odd_headers_are_understood(string map, string offences, int line)
    {
        var loaded = Mapped(map, offences + (offences.Contains(';', StringComparison.Ordinal) ? ";;;;" : offences.Contains('†', StringComparison.Ordinal) ? "††††" : offences.Contains('#', StringComparison.Ordinal) ? "####" : ",,,,"));
        Assert.Equal("F1", Assert.Single(loaded.People[0].Offences).OffenceId);
        Assert.All(loaded.Account.Problems, problem => Assert.Equal(line + 1, problem.Place.Line));
        Assert.NotEmpty(loaded.Account.Problems);
    }

    [Theory]
    [InlineData("dd/MM/yyyy HH:mm", "05/04/2026 23:59")]
    [InlineData("dd/MM/yyyy H:mm", "05/04/2026 7:05")]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff", "2026-04-05 00:00:00.000")]
    [InlineData("yyyy-MM-ddTHH:mm:ssZ", "2026-04-05T23:30:00Z")]
    [InlineData("yyyy-MM-ddTHH:mm:ssK", "2026-04-05T23:30:00Z")]
    [InlineData("yyyy-MM-ddTHH:mm:sszzz", "2026-04-05T23:30:00-08:00")]
    [InlineData("yyyy-MM-ddTHH:mm:ss.fffffffzzz", "2026-04-05T00:30:00.1234567+13:00")]
    [InlineData("MM/dd/yyyy hh:mm:ss tt", "04/05/2026 11:30:00 PM")]
    [InlineData("MM/dd/yyyy h:mm tt", "04/05/2026 1:30 am")]
    [InlineData("yyyyMMdd", "20260405")]
    [InlineData("yyyyMMddHHmmss", "20260405233000")]
    [InlineData("ddMMyyyy", "05042026")]
    [InlineData("d MMMM yyyy", "5 April 2026")]
    [InlineData("dd-MMM-yyyy", "05-APR-2026")]
    public void Dates_are_read_as_they_are_written_and_a_time_says_nothing(string format, string text)
    {
        var loaded = Mapped($$"""{ "offences": { "dates": ["{{format}}"] } }""", $"{Folder.Offences}SYNTHETIC-1,F1,046,{text},convicted\nSYNTHETIC-1,F2,046,2026-13-05,convicted\n");
        Assert.Equal(new DateOnly(2026, 4, 5), Assert.Single(loaded.People[0].Offences).Date);
        Assert.Equal(["3 offence_date NotADate"], Problems(loaded));
    }

    [Theory]
    [InlineData("05-APR-26", 2026)]
    [InlineData("05-APR-29", 2029)]
    [InlineData("05-APR-30", 1930)]
    public void A_year_of_two_digits_is_the_latest_that_the_map_allows(string text, int year)
    {
        var loaded = Loaded($$"""{ "offences": { "dates": ["dd-MMM-yy"], "yyUpTo": 2029 } }""", $"{Folder.Offences}SYNTHETIC-1,F1,046,{text},convicted\n", new DateOnly(2030, 1, 1));
        Assert.Equal(new DateOnly(year, 4, 5), Assert.Single(loaded.People[0].Offences).Date);
    }

    [Fact]
    public void Sept_is_September()
    {
        var loaded = Mapped("""{ "offences": { "dates": ["d MMM yyyy"] } }""", Folder.Offences + "SYNTHETIC-1,F1,046,7 Sept 2026,convicted\nSYNTHETIC-1,F2,046,7 Sep 2026,convicted\n");
        Assert.All(loaded.People[0].Offences, report => Assert.Equal(new DateOnly(2026, 9, 7), report.Date));
        Assert.Equal(2, loaded.People[0].Offences.Count);
    }

    [Fact]
    public void Words_and_dates_that_mean_empty_are_empty_in_every_column()
    {
        var loaded = Mapped("""{ "offences": { "missing": ["NULL", "not known", "1901-01-01"], "dates": ["dd/MM/yyyy HH:mm"], "empty": { "detected_by": "public" }, "values": { "source": { "not known": "niche" } } } }""",
            "offender_id,offence_id,offence_code,offence_date,outcome,outcome_date,detected_by,source\n"
            + "SYNTHETIC-1,F1,046,05/04/2026 00:00,convicted,01/01/1901 00:00,Not Known,not known\nSYNTHETIC-1,F2,046,05/04/2026 00:00,convicted,null,police,NULL\nSYNTHETIC-1,null,046,01/01/1901 00:00,convicted,,,\n");
        Assert.Equal([(DetectedBy.Public, "niche"), (DetectedBy.Police, null)], loaded.People[0].Offences.Select(report => (report.DetectedBy!.Value, report.Source)));
        Assert.All(loaded.People[0].Offences, report => Assert.Null(report.OutcomeDate));
        Assert.Equal(["4 offence_date Empty", "4 offence_id Empty"], Problems(loaded));
    }

    [Fact]
    public void Decimals_are_written_with_a_comma_or_a_point_and_a_percent_sign_is_let_go()
    {
        using var folder = new Folder();
        var loaded = folder.File("extract-map.json", """{ "risk_scores": { "numbers": ",", "delimiter": ";" } }""")
            .File("risk_scores.csv", "offender_id;instrument;assessed_on;value\nSYNTHETIC-1;OGRS3-2yr;2026-01-01;74,5\nSYNTHETIC-1;OGRS3-2yr;2026-02-01;75 %\nSYNTHETIC-1;OGRS3-2yr;2026-03-01;1.234,5\nSYNTHETIC-1;OGRS3-2yr;2026-03-01;%\n").Load();
        Assert.Equal([74.5m, 75m], loaded.People[0].RiskScores.Select(score => score.Value));
        Assert.Equal(["4 value NotANumber", "5 value NotANumber"], Problems(loaded));
        folder.File("extract-map.json", """{ "risk_scores": { "numbers": "." } }""").File("risk_scores.csv", "offender_id,instrument,assessed_on,value\nSYNTHETIC-1,OGRS3-2yr,2026-01-01,74.5%\n");
        Assert.Equal(74.5m, Assert.Single(folder.Load().People[0].RiskScores).Value);
    }

    [Fact]
    public void Ids_of_people_without_case_are_one_person_under_the_ordinally_smallest_spelling()
    {
        using var folder = new Folder();
        var loaded = folder.File("extract-map.json", """{ "offenders": { "idCase": "ignore" }, "offences": { "idCase": "ignore" }, "custody": { } }""")
            .File("offenders.csv", "offender_id,youth\nsynthetic-1,\nSYNTHETIC-1,no\nSynthetic-é,\nSYNTHETIC-É,\n")
            .File("offences.csv", Folder.Offences + "Synthetic-1,F1,046,2026-04-05,convicted\nSYNTHETIC-1,f1,046,2026-04-06,convicted\nsynthetic-É,F2,046,2026-04-05,convicted\n")
            .File("custody.csv", "offender_id,from\nsynthetic-1,2026-01-01\n").Load();
        Assert.Equal(["SYNTHETIC-1", "SYNTHETIC-É"], loaded.People.Select(file => file.Offender.Id.Value));
        // Ids of records are never folded: F1 and f1 are two offences.
        Assert.Equal([2, 1], loaded.People.Select(file => file.Offences.Count));
        // A mapping that does not say so compares as it is.
        Assert.Equal(["custody.csv 2 UnknownOffender"], loaded.Account.Problems.Select(problem => $"{problem.Place.File} {problem.Place.Line} {problem.Kind}"));
    }

    [Fact]
    public void Ids_of_another_system_are_looked_up_without_case_and_so_is_the_systems_name()
    {
        using var folder = new Folder();
        var loaded = folder.File("extract-map.json", """{ "offences": { "idSystem": "niche", "idCase": "ignore" } }""")
            .File("identities.csv", "system,external_id,offender_id\nNiche,ab7,SYNTHETIC-1\nNICHE,AB8,SYNTHETIC-1\nniche,ab8,SYNTHETIC-2\n")
            .File("offences.csv", Folder.Offences + "AB7,F1,046,2026-04-05,convicted\naB8,F2,046,2026-04-05,convicted\n").Load();
        Assert.Equal("F1", Assert.Single(loaded.People[0].Offences).OffenceId);
        Assert.Contains("offences.csv 3 AmbiguousId", loaded.Account.Problems.Select(problem => $"{problem.Place.File} {problem.Place.Line} {problem.Kind}"));
    }

    [Fact]
    public void One_file_may_serve_several_kinds_and_one_kind_twice()
    {
        using var folder = new Folder();
        var loaded = folder.File("extract-map.json", """
            { "offenders": { "file": "PEOPLE.csv", "columns": { "offender_id": "Nominal" } },
              "identities": [ { "file": "PEOPLE.csv", "columns": { "offender_id": "Nominal", "external_id": "PNC" }, "constants": { "system": "pnc" } },
                              { "file": "PEOPLE.csv", "columns": { "offender_id": "Nominal", "external_id": "CRN" }, "constants": { "system": "ndelius" } } ],
              "offences": { "idSystem": "pnc" }, "nominations": { "idSystem": "ndelius" } }
            """)
            .File("PEOPLE.csv", "Nominal,PNC,CRN\nSYNTHETIC-1,2012/1A,X1\nSYNTHETIC-2,2012/2B,X2\n")
            .File("offences.csv", Folder.Offences + "2012/1A," + Row).File("nominations.csv", "offender_id,agency,nominated_on\nX2,police,2026-10-01\n").Load();
        Assert.Single(loaded.People[0].Offences);
        Assert.Single(loaded.People[1].Nominations);
        Assert.Equal(["PEOPLE.csv", "extract-map.json", "nominations.csv", "offences.csv"], loaded.Account.Inputs.Select(input => input.Name).Where(name => name != "offenders.csv"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(",", ",")]
    [InlineData(",", "")]
    [InlineData("", ",")]
    public void A_delimiter_at_the_end_of_the_header_of_all_rows_or_of_both_is_let_go_and_told(string ofHeader, string ofRows)
    {
        var loaded = Mapped(null, $"offender_id,offence_id,offence_code,offence_date,outcome{ofHeader}\nSYNTHETIC-1,F1,046,2026-04-05,convicted{ofRows}\nSYNTHETIC-1,F2,046,2026-04-05,convicted{ofRows}\nSYNTHETIC-1,F3,046{ofRows}\n");
        Assert.Equal(["F1", "F2"], loaded.People[0].Offences.Select(report => report.OffenceId));
        Assert.Equal(["4  TooFewFields"], Problems(loaded));
        Assert.Equal(ofHeader + ofRows == "" ? [] : ["offences.csv"], Offences(loaded).EndInDelimiter);
        Assert.Equal(ofHeader + ofRows != "", ExtractChecks.Warnings(loaded.Account).Any(warning => warning.Code == "delimiter-at-end"));
    }

    [Theory]
    [InlineData("SYNTHETIC-1,F1,046,2026-04-05,convicted,\n", "SYNTHETIC-1,F2,046,2026-04-05,convicted\n", "F2")]
    [InlineData("SYNTHETIC-1,F1,046,2026-04-05,convicted\n", "SYNTHETIC-1,F2,046,2026-04-05,convicted,\n", "F1")]
    public void Where_only_some_rows_end_in_a_delimiter_they_have_a_cell_too_many_wherever_they_stand(string first, string second, string used)
    {
        var loaded = Mapped(null, Folder.Offences + first + second);
        Assert.Equal([used], loaded.People[0].Offences.Select(report => report.OffenceId));
        Assert.Equal(ProblemKind.TooManyFields, Assert.Single(loaded.Account.Problems).Kind);
    }

    [Fact]
    public void A_mark_at_the_beginning_says_more_of_the_encoding_than_the_map()
    {
        foreach (var (told, encoding) in new[] { ("windows-1252", Encoding.UTF8), ("utf-16", Encoding.BigEndianUnicode), ("windows-1252", Encoding.Unicode) })
        {
            using var folder = new Folder();
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("offender_id,area\nSYNTHETIC-1,Cœur\nSYNTHETIC-2,\n")];
            Assert.Equal("Cœur", folder.File("extract-map.json", $$"""{ "offenders": { "encoding": "{{told}}" } }""").File("offenders.csv", bytes).Load().People[0].Offender.Area);
        }
    }

    [Fact]
    public void Which_of_several_files_lacks_a_column_that_the_map_names_is_told()
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "offences.csv"));
        folder.File("extract-map.json", """{ "offences": { "file": "OFF_*.csv", "columns": { "outcome_date": "Disposed" } } }""")
            .File("OFF_20250131.csv", "offender_id,offence_id,offence_code,offence_date,outcome,Disposed\n").File("OFF_20250228.csv", "offender_id,offence_id,offence_code,offence_date,outcome,Real Name\n");
        var message = Assert.Throws<ExtractException>(() => folder.Load()).Message;
        Assert.StartsWith("OFF_20250228.csv has no column Disposed, which the map names for outcome_date of offences.csv.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Real Name", message, StringComparison.Ordinal);
    }

    private static Loaded Mapped(string? map, string offences) => Loaded(map, offences, Folder.AsOf);

    private static Loaded Loaded(string? map, string offences, DateOnly asOf)
    {
        using var folder = new Folder();
        if (map is not null) folder.File("extract-map.json", map);
        var loaded = Tests.Loaded.From(folder.File("offences.csv", offences).Path, asOf);
        // Files that nobody read are looked for when the account is made.
        _ = loaded.Account;
        return loaded;
    }

    private static FileReport Offences(Loaded loaded) => loaded.Account.Files.Single(file => file.FileName == "offences.csv");

    private static string[] Problems(Loaded loaded) => [.. loaded.Account.Problems.Select(problem => $"{problem.Place.Line} {problem.Column} {problem.Kind}")];
}
