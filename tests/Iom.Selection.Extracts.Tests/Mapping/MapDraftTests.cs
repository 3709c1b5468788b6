using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Drafting;

namespace Iom.Selection.Extracts.Tests.Mapping;

/// <summary>What is drafted of files as systems write them. All people are SYNTHETIC.</summary>
public class MapDraftTests
{
    private const string Niche = "Crimes by suspect;;\n\nNominal Ref;Crime Ref;HO Code;DateComm;Disposal;Disposal Date\nN1;C1;028/03;25/12/2025 23:10;Charged / Summonsed;NULL\nN2;C2;046;01/02/2026 00:05;Dealt with elsewhere;02/02/2026 00:00\n";

    [Fact]
    public void A_folder_as_two_systems_write_it_is_drafted_and_what_is_not_sure_is_left_open()
    {
        using var folder = new Folder();
        Delete(folder, "offenders.csv", "offences.csv");
        folder.File("people.csv", "CRN,Whereabouts,Under 18,MAPPA Level\nX1,Prison,N,2\nX2,Community,Y,none\n")
            .File("NICHE_20250131.csv", Niche).File("NICHE_20250228.csv", Niche.Replace("Dealt with elsewhere", "Guilty", StringComparison.Ordinal))
            .File("xref.csv", "CRN,PNC ID,Nominal Ref\nX1,2012/1A,N1\nX2,2012/2B,N2\n")
            .File("Drug tests.txt", "offender_id\tTest Ref\tDate of Test\tTest Result\nX1\tT1\t25-DEC-25\tPositive\n");
        var draft = MapDraft.Create(folder.Path);
        Assert.Equal(
            ["Drug tests.txt drug_tests.csv", "NICHE_20250131.csv offences.csv", "NICHE_20250228.csv offences.csv", "people.csv offenders.csv", "xref.csv identities.csv", "xref.csv identities.csv"],
            draft.Files.Select(file => $"{file.Name} {file.Kind}"));
        var json = Encoding.UTF8.GetString(draft.Utf8.Span);
        foreach (var part in new[]
        {
            "\"file\": \"NICHE_20250*.csv\"", "\"skipLines\": 2", "\"delimiter\": \";\"", "\"offence_code\": \"HO Code\"", "\"offence_date\": \"DateComm\"", "\"dd/MM/yyyy HH:mm\"",
            "\"Charged / Summonsed\": \"charged\"", "\"Guilty\": \"convicted\"", "\"Dealt with elsewhere\": \"?\"", "\"null\"", "\"location\": \"Whereabouts\"", "\"Prison\": \"custody\"",
            "\"N\": \"no\"", "\"system\": \"pnc\"", "\"system\": \"niche\"", "\"delimiter\": \"\\t\"", "\"dd-MMM-yy\"", "\"yyUpTo\": 2049", "\"idSystem\": \"niche\"", "\"source\": \"niche\"",
        }) Assert.Contains(part, json, StringComparison.Ordinal);
        // What a row holds besides words of a list is nowhere.
        Assert.DoesNotContain("2012/1A", json, StringComparison.Ordinal);

        // It is a map; what is open stops a ranking, and once it is answered everything is read.
        Assert.Equal(["offences (NICHE_20250*.csv): values.outcome (1 word)"], ExtractMap.Parse(draft.Utf8).Open);
        folder.File("extract-map.json", json);
        Assert.Contains("leaves 1 thing open", Assert.Throws<Problems.ExtractException>(() => folder.Load()).Message, StringComparison.Ordinal);
        var loaded = folder.File("extract-map.json", json.Replace("\"?\"", "\"convicted\"", StringComparison.Ordinal).Replace("put your answer in place of each \"convicted\"", "", StringComparison.Ordinal)).Load();
        Assert.Equal(["X1", "X2"], loaded.People.Select(file => file.Offender.Id.Value));
        Assert.All(loaded.People, file => Assert.NotEmpty(file.Offences));
        Assert.Single(loaded.People[0].DrugTests);
        Assert.Empty(loaded.Account.Problems);
    }

    [Fact]
    public void Dates_that_may_have_the_day_or_the_month_first_are_left_to_the_analyst()
    {
        var (draft, json) = Of("offender_id,offence_id,offence_code,offence_date,outcome\nA,1,046,01/02/2026,convicted\n");
        Assert.Contains("\"?\"", json, StringComparison.Ordinal);
        Assert.Contains("dates", Assert.Single(draft.Files, file => file.Name == "off.csv").Open);
    }

    [Fact]
    public void A_column_of_more_than_a_list_of_words_is_written_nowhere()
    {
        var (_, json) = Of("offender_id,offence_id,offence_code,offence_date,outcome\nA,1,046,2026-02-01,SYNTHETIC PERSON 19800101\n");
        Assert.DoesNotContain("SYNTHETIC PERSON", json, StringComparison.Ordinal);
        var (_, names) = Of("offender_id,offence_id,offence_code,offence_date,outcome\n" + string.Concat(new[] { "Ann", "Bob", "Cyd", "Dee" }.Select(name => $"A,{name},046,2026-02-13,SYNTHETIC {name}\n")));
        Assert.DoesNotContain("SYNTHETIC Bob", names, StringComparison.Ordinal);
        Assert.Contains("\"outcome\": \"?\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_roles_is_left_open_so_that_nobody_is_selected_for_what_was_done_to_them()
    {
        var (draft, json) = Of("offender_id,offence_id,offence_code,offence_date,outcome,ROLE\nA,1,046,2026-02-13,convicted,Victim\n");
        Assert.Equal(["rows"], Assert.Single(draft.Files, file => file.Name == "off.csv").Open);
        Assert.Equal(["offences (off.csv): rows"], ExtractMap.Parse(Encoding.UTF8.GetBytes(json)).Open);
        Assert.DoesNotContain("Victim", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_open()
    {
        var (draft, json) = Of("offender_id,crimeno,ho code,datecommitted\nA,1,046,2026-02-01\n");
        Assert.Equal(["columns.outcome"], Assert.Single(draft.Files, file => file.Name == "off.csv").Open);
        Assert.Equal(["offences (off.csv): columns.outcome"], ExtractMap.Parse(Encoding.UTF8.GetBytes(json)).Open);
    }

    [Fact]
    public void Encodings_are_told_from_the_bytes()
    {
        foreach (var (encoding, name) in new[] { (CodePagesEncodingProvider.Instance.GetEncoding(1252)!, "windows-1252"), (Encoding.Unicode, "utf-16") })
        {
            using var folder = new Folder();
            folder.File("offenders.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("offender_id,area\nA,Cœur\n")]);
            Assert.Contains($"\"encoding\": \"{name}\"", Encoding.UTF8.GetString(MapDraft.Create(folder.Path).Utf8.Span), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_as_the_contract_has_them_need_no_map()
    {
        using var folder = new Folder();
        var draft = MapDraft.Create(folder.Path);
        Assert.Empty(ExtractMap.Parse(draft.Utf8).Open);
        Assert.DoesNotContain("offences", Encoding.UTF8.GetString(draft.Utf8.Span), StringComparison.Ordinal);
        folder.File("extract-map.json", Encoding.UTF8.GetString(draft.Utf8.Span)).Load();
    }

    [Fact]
    public void A_file_that_is_packed_or_like_no_extract_is_told_and_left_out()
    {
        using var folder = new Folder();
        folder.File("old.gz", [0x1F, 0x8B, 8, 0]).File("budget.csv", "year,pounds\n2026,1\n").File("start.csv", "id,start,end\nA,0,327\n");
        var files = MapDraft.Create(folder.Path).Files;
        Assert.Contains("is packed (gzip)", Assert.Single(Assert.Single(files, file => file.Name == "old.gz").Notes), StringComparison.Ordinal);
        Assert.Null(Assert.Single(files, file => file.Name == "budget.csv").Kind);
        // start and end could be those of a membership, if they held dates.
        Assert.Equal("offenders.csv", Assert.Single(files, file => file.Name == "start.csv").Kind);
    }

    private static (MapDraft Draft, string Json) Of(string offences)
    {
        using var folder = new Folder();
        Delete(folder, "offences.csv");
        var draft = MapDraft.Create(folder.File("off.csv", offences).Path);
        return (draft, Encoding.UTF8.GetString(draft.Utf8.Span));
    }

    private static void Delete(Folder folder, params string[] names)
    {
        foreach (var name in names) File.Delete(Path.Combine(folder.Path, name));
    }
}
