using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests;

/// <summary>The extract contract: design section 4.</summary>
public class FolderTests
{
    private const string Header = "offender_id,offence_id,offence_code,offence_date,outcome,outcome_date,detected_by,source\n";

    [Theory]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01,convicted,,,", "")]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01,CONVICTED,,Public,", "")]             // vocabularies are without case
    [InlineData("SYNTHETIC-1,F1,046,2026-1-1,convicted,,,", "offence_date not-a-date")]
    [InlineData("SYNTHETIC-1,F1,046, 2026-01-01,convicted,,,", "")]
    [InlineData("SYNTHETIC-1,F1,046,2026-02-29,convicted,,,", "offence_date not-a-date")]
    [InlineData("SYNTHETIC-1,F1,046,45992,convicted,,,", "offence_date spreadsheet-damage")]
    [InlineData("SYNTHETIC-1,F1,046,45992.5,convicted,,,", "offence_date spreadsheet-damage")]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01,guilty,,,", "outcome not-in-list")]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01,open,,,", "outcome not-in-list")]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01, convicted,,,", "")]
    [InlineData("SYNTHETIC-1,,046,,convicted,,,", "offence_date empty;offence_id empty")]  // all problems of a row at once, by column
    [InlineData("SYNTHETIC-1,   ,046,2026-01-01,convicted,,,", "offence_id empty")]
    [InlineData("SYNTHETIC-9,F1,046,x,convicted,,,", "offence_date not-a-date;offender_id unknown-offender")]
    [InlineData("SYNTHETIC-1,1.23E+11,046,2026-01-01,convicted,,,", "offence_id spreadsheet-damage")]
    [InlineData("1.23E+11,F1,046,2026-01-01,convicted,,,", "offender_id spreadsheet-damage")]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01,convicted,,", " too-few-fields")]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01,convicted,,,,", " too-many-fields")]
    [InlineData("SYNTHETIC-1,\"F1,046,2026-01-01,convicted,,,", "offence_id quote-not-closed")]
    [InlineData("SYNTHETIC-1,F\u00001,046,2026-01-01,convicted,,,", "offence_id control-character")]
    [InlineData("SYNTHETIC-1,F\u00851,046,2026-01-01,convicted,,,", "offence_id control-character")]
    [InlineData("SYNTHETIC-1,\"F\n1\",046,2026-01-01,convicted,,,", "offence_id control-character")]
    [InlineData("SYNTHETIC-1,F1,046,2026-01-01,convicted,yesterday,dog,x", "detected_by not-in-list;outcome_date not-a-date")]
    public void A_row_that_can_t_be_used_is_refused_with_all_its_problems(string row, string problems)
    {
        using var folder = new Folder();
        var loaded = folder.File("offences.csv", Header + row + "\nSYNTHETIC-2,F2,046,2026-01-01,convicted,,,\n").Load();
        Assert.Equal(problems, string.Join(';', loaded.Account.Problems.Select(problem => $"{problem.Column} {problem.Kind.Word()}")));
        Assert.All(loaded.Account.Problems, problem => Assert.Equal(new RowLocation("offences.csv", "offences.csv", 2), problem.Place));
        var report = loaded.Account.Files.Single(file => file.FileName == "offences.csv");
        Assert.Equal((2, problems.Length == 0 ? 2 : 1, problems.Length == 0 ? 0 : 1), (report.ReadCount, report.UsedCount, report.RefusedCount));
    }

    [Fact]
    public void A_cell_that_is_not_UTF8_refuses_its_row_as_a_whole_and_one_that_is_not_named_is_not_looked_at()
    {
        using var folder = new Folder();
        byte[] bytes = [.. "offender_id,offence_id,offence_code,offence_date,outcome,note\n"u8, .. "SYNTHETIC-1,F"u8, 0xE9, .. ",046,2026-01-01,convicted,\n"u8,
            .. "SYNTHETIC-1,F2,046,2026-01-01,convicted,"u8, 0xE9, 0, .. "\n"u8];
        var loaded = folder.File("offences.csv", bytes).Load();
        Assert.Equal(new RowProblem(new RowLocation("offences.csv", "offences.csv", 2), "offence_id", ProblemKind.NotUtf8, OffenderId: null), Assert.Single(loaded.Account.Problems));
        Assert.Equal(["note"], loaded.Account.Files.Single(file => file.FileName == "offences.csv").IgnoredColumns);
    }

    [Fact]
    public void In_offenders_only_a_bad_id_refuses_the_row_another_bad_cell_is_missing_and_a_conflict()
    {
        using var folder = new Folder();
        var loaded = folder.File("offenders.csv", "Offender_ID , LOCATION,youth,mappa_level\nA,moon,no,2\n,custody,no,2\nB,custody,perhaps,9\n").Load();
        Assert.Equal(["A", "B"], loaded.People.Select(file => file.Offender.Id.Value));
        var (a, b) = (loaded.People[0].Offender, loaded.People[1].Offender);
        Assert.Equal((null, MappaLevel.Level2, false), (a.Location, a.MappaLevel, a.Youth));
        Assert.Equal([OffenderField.Location], a.Conflicts.AsEnumerable());
        Assert.Equal([OffenderField.MappaLevel, OffenderField.Youth], b.Conflicts.AsEnumerable());
        Assert.Equal(["2 location NotInList", "3 offender_id Empty", "4 mappa_level NotInList", "4 youth NotInList"], loaded.Account.Problems.Select(problem => $"{problem.Place.Line} {problem.Column} {problem.Kind}"));
        var report = loaded.Account.Files[0];
        Assert.Equal((3, 2, 1), (report.ReadCount, report.UsedCount, report.RefusedCount));
        Assert.Equal(["A location", "B mappa_level", "B youth"], loaded.Account.Conflicts.Select(conflict => $"{conflict.OffenderId} {conflict.Column}"));
    }

    [Fact]
    public void Rows_of_one_person_fill_each_other_and_where_they_differ_the_cell_is_missing()
    {
        using var folder = new Folder();
        var loaded = folder.File("offenders.csv", "offender_id,location,supervision,schemes,expected_release\n"
            + "A,custody,,PPO;DIP,\nA,,Statutory,DIP; PPO,2027-01-01\nA,custody,STATUTORY,,2027-01-02\n").Load();
        var person = Assert.Single(loaded.People).Offender;
        Assert.Equal((Location.Custody, Supervision.Statutory, null), (person.Location, person.Supervision, person.ExpectedRelease));
        Assert.Equal(["DIP", "PPO"], person.Schemes.AsEnumerable());
        Assert.Equal([OffenderField.ExpectedRelease], person.Conflicts.AsEnumerable());
        Assert.Equal([3, 4], loaded.Account.Duplicates.Select(duplicate => duplicate.Place.Line));
    }

    [Fact]
    public void Every_row_is_accounted_for_refused_before_later_before_repeats()
    {
        using var folder = new Folder();
        var loaded = folder.File("offences.csv", Header
            + "SYNTHETIC-1,F1,046,2026-01-01,convicted,,,\n"
            + "SYNTHETIC-1,F1,046,2026-01-01,convicted,,,\n"                // repeat
            + "SYNTHETIC-1,F1,046,2026-01-01,acquitted,2026-05-01,,\n"      // the same offence
            + "SYNTHETIC-1,F1,046,2026-11-01,convicted,,,\n"                // later
            + "SYNTHETIC-1,F1,046,2026-11-01,guilty,,,\n"                   // refused
            + "SYNTHETIC-2,F1,046,2026-10-31,convicted,,,\n").Load();    // another person's
        var report = loaded.Account.Files.Single(file => file.FileName == "offences.csv");
        Assert.Equal((6, 2, 1, 2, 1), (report.ReadCount, report.UsedCount, report.LaterCount, report.DuplicateCount, report.RefusedCount));
        Assert.Equal((new DateOnly(2026, 1, 1), Folder.AsOf), (report.From, report.To));
        Assert.Equal([new DuplicateRow(new("offences.csv", "offences.csv", 3), "SYNTHETIC-1", "F1"), new DuplicateRow(new("offences.csv", "offences.csv", 4), "SYNTHETIC-1", "F1")], loaded.Account.Duplicates);
        // An undated conviction beside an acquittal: nobody but the agencies can settle it.
        Assert.Equal([new Conflict("offences.csv", "SYNTHETIC-1", "F1", "outcome")], loaded.Account.Conflicts.AsEnumerable());
        Assert.Equal(1, loaded.Account.UndatedOutcomeCount);
    }

    [Fact]
    public void Of_tests_with_one_id_the_one_that_says_least_stands_and_the_others_are_listed()
    {
        using var folder = new Folder();
        var loaded = folder.File("drug_tests.csv", "result,test_id,offender_id,test_date,context\npositive,T,SYNTHETIC-1,2026-01-01,arrest\n"
            + "negative,T,SYNTHETIC-1,2026-02-01,arrest\nnegative,T,SYNTHETIC-1,2026-01-05,arrest\nrefused,T,SYNTHETIC-1,2025-01-05,arrest\n").Load();
        Assert.Equal(new DrugTest("T", new(2026, 1, 5), DrugTestResult.Negative) { Context = DrugTestContext.Arrest }, Assert.Single(loaded.People[0].DrugTests));
        Assert.Equal([2, 3, 5], loaded.Account.Duplicates.Select(duplicate => duplicate.Place.Line));
        Assert.Equal(SuppliedExtracts.DrugTests, loaded.Supplied);
    }

    [Fact]
    public void Of_contacts_with_one_id_the_one_that_says_least_stands()
    {
        using var folder = new Folder();
        var loaded = folder.File("engagement.csv", "offender_id,contact_id,contact_date,kind,required,outcome\n"
            + "SYNTHETIC-1,C,2026-01-01,appointment,order,missed\nSYNTHETIC-1,C,2026-01-01,appointment,order,excused\n").Load();
        Assert.Equal(ContactOutcome.Excused, Assert.Single(loaded.People[0].Contacts).Outcome);
    }

    [Fact]
    public void Rows_without_an_id_are_one_when_they_are_equal_in_the_columns_that_are_named()
    {
        using var folder = new Folder();
        var loaded = folder.File("risk_scores.csv", "offender_id,instrument,assessed_on,value,by\nSYNTHETIC-1,RISK-1,2026-01-01,62.5,x\nSYNTHETIC-1,RISK-1,2026-01-01,62.50,y\nSYNTHETIC-1,RISK-1,2026-01-01,60,x\n").Load();
        Assert.Equal([62.5m, 60m], loaded.People[0].RiskScores.Select(score => score.Value));
        Assert.Equal(3, Assert.Single(loaded.Account.Duplicates).Place.Line);
    }

    [Theory]
    [InlineData("046", "046")]
    [InlineData("028/03", "02803")]
    [InlineData("2803", "02803")]       // lost its zero
    [InlineData("28/03", "02803")]
    [InlineData("1001", "1001")]        // there is no class 010
    [InlineData("X1", "X1")]
    public void A_code_that_lost_its_zero_gets_it_back(string code, string expected)
    {
        using var folder = new Folder();
        var loaded = folder.File("offences.csv", Header + $"SYNTHETIC-1,F1,{code},2026-01-01,convicted,,,\n").Load();
        Assert.Equal(expected, Assert.Single(loaded.People[0].Offences).Code);
        Assert.Equal(!code.Contains('/') && expected.Length > code.Length ? 1 : 0, loaded.Account.RepairedCodeCount);
        Assert.Equal(OffenceCatalogue.BuiltIn.Find(expected) is null ? 1 : 0, loaded.Account.UnclassifiedOffenceCount);
    }

    [Fact]
    public void A_code_that_is_both_a_class_and_a_damaged_code_is_refused()
    {
        using var folder = new Folder();
        var catalogue = new OffenceCatalogue([new CatalogueEntry("301", "A class", "a"), new CatalogueEntry("00301", "A code", "b")]);
        var loaded = folder.File("offences.csv", Header + "SYNTHETIC-1,F1,301,2026-01-01,convicted,,,\n").Load(catalogue);
        Assert.Equal(ProblemKind.SpreadsheetDamage, Assert.Single(loaded.Account.Problems).Kind);
    }

    [Fact]
    public void Every_file_of_the_contract_is_read()
    {
        using var folder = new Folder();
        var loaded = folder
            .File("memberships.csv", "offender_id,from,to,cohort,ground,exit_interview_on,informed_on,agreed\nSYNTHETIC-1,2026-01-01,2026-11-05,fixed,support,2026-01-02,2026-01-03,not_asked\n")
            .File("offences.csv", Header + "SYNTHETIC-1,F1,046,2026-01-01,convicted,2026-02-01,store,niche\n")
            .File("drug_tests.csv", "offender_id,test_id,test_date,result\nSYNTHETIC-1,T,2026-01-01,refused\n")
            .File("risk_scores.csv", "offender_id,instrument,assessed_on,value\nSYNTHETIC-1,RISK-1,2026-01-01,0\n")
            .File("nominations.csv", "offender_id,agency,nominated_on,reason\nSYNTHETIC-1,Health,2026-01-01,\"because, \"\"so\"\"\"\n")
            .File("custody.csv", "offender_id,from,to\nSYNTHETIC-1,2026-01-01,\n")
            .File("supervision.csv", "offender_id,kind,from,to,active_until,event,event_date\nSYNTHETIC-1,licence,2026-01-01,,2026-06-01,recall,2026-03-01\n")
            .File("engagement.csv", "offender_id,contact_id,contact_date,kind,required,outcome\nSYNTHETIC-1,C,2026-01-01,random_visit,voluntary,not_at_home\n")
            .File("support.csv", "offender_id,pathway,need,lead_agency,status,waiting_since,started_on,ended_on\nSYNTHETIC-1,housing,a home,Council,waiting,2026-01-01,,\n")
            .File("panel.csv", "offender_id,meeting_date,agency,view,reason\nSYNTHETIC-1,2026-01-01,Police,retain,\n")
            .File("identities.csv", "system,external_id,offender_id\nniche,77,SYNTHETIC-1\n")
            .Load();
        Assert.Empty(loaded.Account.Problems);
        Assert.Equal(12, loaded.Account.Files.Count);
        var file = loaded.People[0];
        Assert.Equal(new Membership(new(2026, 1, 1)) { To = new(2026, 11, 5), Cohort = "fixed", Ground = "support", ExitInterviewOn = new(2026, 1, 2), InformedOn = new(2026, 1, 3), Agreed = Agreement.NotAsked }, Assert.Single(file.Memberships));
        Assert.Equal(new OffenceReport("F1", "046", new(2026, 1, 1), OffenceOutcome.Convicted) { OutcomeDate = new(2026, 2, 1), DetectedBy = DetectedBy.Store, Source = "niche" }, Assert.Single(file.Offences));
        Assert.Equal(DrugTestResult.Refused, Assert.Single(file.DrugTests).Result);
        Assert.Equal(0, Assert.Single(file.RiskScores).Value);
        Assert.Equal("because, \"so\"", Assert.Single(file.Nominations).Reason);
        Assert.Null(Assert.Single(file.Custody).To);
        Assert.Equal(new SupervisionPeriod(SupervisionKind.Licence, new(2026, 1, 1)) { ActiveUntil = new(2026, 6, 1), Event = SupervisionEvent.Recall, EventDate = new(2026, 3, 1) }, Assert.Single(file.Supervisions));
        Assert.Equal(new Contact("C", new(2026, 1, 1), ContactKind.RandomVisit, ContactOutcome.NotAtHome) { Required = ContactRequirement.Voluntary }, Assert.Single(file.Contacts));
        Assert.Equal(new Support("housing", SupportStatus.Waiting) { Need = "a home", LeadAgency = "Council", WaitingSince = new(2026, 1, 1) }, Assert.Single(file.Support));
        Assert.Equal(new PanelView(new(2026, 1, 1), "Police", PanelStance.Retain), Assert.Single(file.PanelViews));
        Assert.Equal(new ExternalIdentity("niche", "77"), Assert.Single(file.Identities));
        Assert.True(file.IsMemberOn(Folder.AsOf));
    }

    [Theory]
    [InlineData("offences.csv", null, "offences.csv is missing from the folder of extracts. If your file has another name, give it in extract-map.json.")]
    [InlineData("offenders.csv", null, "offenders.csv is missing from the folder of extracts. If your file has another name, give it in extract-map.json.")]
    [InlineData("offenders.csv", "", "offenders.csv is empty. Its first line must be a header with offender_id.")]
    [InlineData("offenders.csv", "offender_id\n", "offenders.csv has a header but no rows.")]
    [InlineData("offenders.csv", "offender_id\n \n", "None of the rows in offenders.csv can be used: 1 empty in offender_id. Run iom check, which says why and lists them.")]
    [InlineData("offenders.csv", "Real Person,no\n", "offenders.csv lacks a column. Its first line must be a header, separated by commas, with offender_id.")]
    [InlineData("offenders.csv", "offender_id,Offender_Id\nA,B\n", "offenders.csv has column offender_id twice: remove one.")]
    [InlineData("offenders.csv", "o\0f\0", "offenders.csv is not UTF-8: save it as \"CSV UTF-8\", or give its encoding in the map.")]
    [InlineData("custody.csv", "offender_id;from\n", "custody.csv lacks a column. Its first line must be a header, separated by commas, with offender_id, from. It looks as if its cells are separated by semicolons: give \"delimiter\": \";\" in the map.")]
    [InlineData("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome\nSYNTHETIC-1,F,046,2026-11-01,convicted\n", "Every record is dated after 2026-10-31: check --as-of.")]
    public void What_stops_a_run_is_told_in_one_line_without_what_was_found(string name, string? text, string message)
    {
        using var folder = new Folder();
        if (text is null) File.Delete(Path.Combine(folder.Path, name));
        else folder.File(name, text);
        Assert.Equal(message, Assert.Throws<ExtractException>(() => folder.Load()).Message);
    }

    [Fact]
    public void An_external_id_that_stands_for_two_people_is_refused_for_both()
    {
        using var folder = new Folder();
        var loaded = folder.File("identities.csv", "system,external_id,offender_id\nniche,77,SYNTHETIC-1\nniche,78,SYNTHETIC-1\nniche,77,SYNTHETIC-2\npnd,77,SYNTHETIC-2\n").Load();
        Assert.Equal(["2 external_id AmbiguousId", "4 external_id AmbiguousId"], loaded.Account.Problems.Select(problem => $"{problem.Place.Line} {problem.Column} {problem.Kind}"));
        var report = loaded.Account.Files.Single(file => file.FileName == "identities.csv");
        Assert.Equal((4, 2, 2), (report.ReadCount, report.UsedCount, report.RefusedCount));
        Assert.Equal(new ExternalIdentity("niche", "78"), Assert.Single(loaded.People[0].Identities));
    }

    [Fact]
    public void Day_and_month_in_both_orders_in_one_column_are_named()
    {
        using var folder = new Folder();
        var loaded = folder.File("offences.csv", Header + "SYNTHETIC-1,F1,046,13/05/2026,convicted,05/13/2026,,\nSYNTHETIC-1,F2,046,05/13/2026,convicted,05/14/2026,,\n").Load();
        Assert.Equal(["offence_date"], loaded.Account.Files.Single(file => file.FileName == "offences.csv").ColumnsInTwoDateOrders);
    }

    [Fact]
    public void Header_only_offences_are_nothing_to_stop_for_and_files_with_other_names_are_told()
    {
        using var folder = new Folder();
        var loaded = folder.File("Offence.csv", "x\n").File("characteristics.csv", "not opened").Load();
        Assert.Equal(2, loaded.People.Count);
        Assert.Equal(["Offence.csv"], loaded.Account.UnreadFiles);
    }

    [Theory]
    [InlineData("code,title,group\n028,Burglary,burglary\n02803,x,\n", "The catalogue is not valid: line 3, column group, empty.")]
    [InlineData("code,title,group\n028/03,a,b\n02803,a,b\n", "The catalogue is not valid: line 3 repeats the code of an earlier line.")]
    [InlineData("code,title,group,severity\n028,a,b,-1\n", "The catalogue is not valid: line 2, column severity, not-a-number.")]
    [InlineData("code,title\n028,a\n", "The catalogue lacks the column group. Its first line must be a header, separated by commas, with code, title, group.")]
    public void A_catalogue_with_a_bad_row_is_refused(string text, string message)
    {
        using var folder = new Folder();
        folder.File("catalogue.csv", text);
        Assert.Equal(message, Assert.Throws<ExtractException>(() => CatalogueFile.Load(Path.Combine(folder.Path, "catalogue.csv"))).Message);
    }

    [Fact]
    public void The_built_in_catalogue_reads_the_same_by_the_strict_reader()
    {
        Assert.Equal(OffenceCatalogue.BuiltIn.Entries, CatalogueFile.BuiltIn().Catalogue.Entries);
    }
}
