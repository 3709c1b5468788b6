namespace Iom.Selection.Cli.Tests;

public class InputTests
{
    private const string Secret = Outcome.Secret;

    private static readonly string[] AllFiles =
    [
        "offenders.csv", "memberships.csv", "offences.csv", "drug_tests.csv", "risk_scores.csv", "nominations.csv", "custody.csv", "supervision.csv",
        "engagement.csv", "support.csv", "panel.csv", "identities.csv",
    ];

    public static TheoryData<string> Files => ["offenders.csv", "offences.csv", "custody.csv", "identities.csv"];

    [Theory]
    [InlineData("offenders.csv")]
    [InlineData("offences.csv")]
    public void A_missing_file_is_named(string file)
    {
        using var work = new Workspace();
        work.Extracts.Delete(file);
        AssertRefused(work, file);
    }

    [Fact]
    public void Files_that_need_not_be_there_need_not_be_there()
    {
        using var work = new Workspace();
        foreach (var file in AllFiles.Except(["offenders.csv", "offences.csv"])) work.Extracts.Delete(file);
        work.Rank().IsDone();
        work.AssertWhole();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_header_is_told_without_the_person_found_in_its_place(string file)
    {
        using var work = new Workspace();
        var columns = File.ReadLines(work.Extracts.PathOf(file)).First().Split(',');
        work.Extracts.ReplaceHeader(file, string.Join(',', columns.Select((_, i) => $"{Secret}-{i}")));
        AssertRefused(work, file, "header", "offender_id");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_empty_file_is_told_whichever_it_is(string file)
    {
        using var work = new Workspace();
        work.Extracts.Write(file, []);
        AssertRefused(work, file, "empty", "offender_id");
    }

    [Fact]
    public void A_file_of_empty_lines_and_a_byte_order_mark_is_empty()
    {
        using var work = new Workspace();
        work.Extracts.Write("offences.csv", "\uFEFF\r\n\n\n"u8.ToArray());
        AssertRefused(work, "offences.csv", "empty");
    }

    [Fact]
    public void Offenders_with_a_header_only_list_nobody()
    {
        using var work = new Workspace();
        work.Extracts.Write("offenders.csv", "offender_id", []);
        AssertRefused(work, "offenders.csv", "has a header but no rows");
    }

    [Fact]
    public void Offenders_of_whom_no_row_can_be_used_list_nobody()
    {
        using var work = new Workspace();
        work.Extracts.Write("offenders.csv", "offender_id", [$"{Secret},{Secret}", " "]);
        AssertRefused(work, "None of the rows in offenders.csv can be used");
    }

    [Fact]
    public void Offences_with_a_header_only_are_done_and_only_members_and_nominated_people_are_in_scope()
    {
        using var work = new Workspace();
        work.Extracts.Write("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome", []);
        work.Rank().IsDone();
        var run = work.AssertWhole();
        Assert.Equal(0, run.Count("offences.csv", "read"));
        Assert.Equal(9, run.Rows("ranking.csv").Count(row => row.Contains(",not_in_scope,", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_column_named_twice_is_told(string file)
    {
        using var work = new Workspace();
        var header = File.ReadLines(work.Extracts.PathOf(file)).First();
        work.Extracts.ReplaceHeader(file, header + ", OFFENDER_ID");
        AssertRefused(work, file, "offender_id", "twice");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UTF16_is_told_as_not_UTF8(bool bigEndian)
    {
        using var work = new Workspace();
        var encoding = new System.Text.UnicodeEncoding(bigEndian, byteOrderMark: true);
        work.Extracts.Write("offenders.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes($"offender_id,area\n{Secret},North\n")]);
        AssertRefused(work, "offenders.csv", "UTF-8");
    }

    [Theory]
    [InlineData((byte)0xFF)]
    [InlineData((byte)0x00)]
    public void A_header_with_bytes_that_are_no_text_is_told_without_it(byte bad)
    {
        using var work = new Workspace();
        work.Extracts.Write("offences.csv", [.. "offender_id,offence_id,offence_code,offence_date,outcome,"u8, bad, .. "SYNTHETIC-SECRET-7\n"u8]);
        AssertRefused(work, "offences.csv", "UTF-8");
    }

    [Fact]
    public void Another_delimiter_is_told_as_a_missing_header()
    {
        using var work = new Workspace();
        work.Extracts.Write("offences.csv", "offender_id;offence_id;offence_code;offence_date;outcome", [$"{Secret};1;046;2025-01-01;convicted"]);
        AssertRefused(work, "offences.csv", "commas");
    }

    [Fact]
    public void A_quote_left_open_in_the_header_is_told()
    {
        using var work = new Workspace();
        work.Extracts.Write("offences.csv", "offender_id,offence_id,offence_code,offence_date,\"outcome", [$"{Secret},1,046,2025-01-01,convicted"]);
        AssertRefused(work, "offences.csv", "header");
    }

    [Fact]
    public void A_header_with_100000_columns_is_refused()
    {
        using var work = new Workspace();
        work.Extracts.Write("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome" + string.Concat(Enumerable.Repeat($",{Secret}", 100_000)), []);
        AssertRefused(work, "offences.csv");
    }

    [Fact]
    public void An_as_of_date_before_all_records_is_refused()
    {
        using var work = new Workspace();
        work.RankWith("--as-of", "1999-12-31").IsRefused(3, "1999-12-31", "--as-of");
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("0001-01-01", 3)]
    [InlineData("9999-12-31", 0)]
    public void The_first_and_the_last_day_of_the_calendar_are_days_like_others(string asOf, int exitCode)
    {
        using var work = new Workspace();
        work.Extracts.Append("custody.csv", "SYNTHETIC-006,0001-01-01,");
        work.Extracts.Append("custody.csv", "SYNTHETIC-007,0001-01-01,9999-12-31");
        work.Extracts.Append("offences.csv", "SYNTHETIC-007,X,046,9999-12-31,convicted,9999-12-31,,");
        if (exitCode == 3) foreach (var file in AllFiles.Except(["offenders.csv", "offences.csv"])) work.Extracts.Delete(file);
        Assert.Equal(exitCode, work.RankWith("--as-of", asOf).ExitCode);
    }

    [Fact]
    public void A_missing_folder_of_extracts_is_named()
    {
        using var work = new Workspace();
        work.RankWith("--extracts", work.PathOf("nowhere")).IsRefused(3, "nowhere");
        work.RankWith("--extracts", work.Extracts.PathOf("offences.csv")).IsRefused(3, "offences.csv");
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("offences.csv")]
    [InlineData("offenders.csv")]
    public void A_directory_in_place_of_a_file_is_refused(string file)
    {
        using var work = new Workspace();
        work.Extracts.Delete(file);
        Directory.CreateDirectory(work.Extracts.PathOf(file));
        AssertRefused(work, file);
    }

    [TheoryWith(Needed.Linux)]
    [InlineData("offences.csv", "/dev/null")]
    [InlineData("custody.csv", "/dev/null")]
    [InlineData("offences.csv", "/dev/zero")]
    [InlineData("offences.csv", "/proc/self/mem")]
    public void A_device_in_place_of_a_file_is_refused(string file, string device)
    {
        using var work = new Workspace();
        work.Extracts.Delete(file);
        File.CreateSymbolicLink(work.Extracts.PathOf(file), device);
        AssertRefused(work, Tool.RunProcess(work.RankArgs()), file, "empty");
    }

    [TheoryWith(Needed.Unix)]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pipe_in_place_of_a_file_is_refused_and_not_waited_for(bool throughLink)
    {
        using var work = new Workspace();
        work.Extracts.Delete("offences.csv");
        var pipe = throughLink ? work.PathOf("pipe") : work.Extracts.PathOf("offences.csv");
        Assert.Equal(0, Tool.Other("mkfifo", pipe));
        if (throughLink) File.CreateSymbolicLink(work.Extracts.PathOf("offences.csv"), pipe);
        AssertRefused(work, Tool.RunProcess(work.RankArgs()), "offences.csv", "empty");
    }

    [FactWith(Needed.Unix)]
    public void A_link_to_a_file_is_a_file()
    {
        using var work = new Workspace();
        File.Move(work.Extracts.PathOf("offences.csv"), work.PathOf("elsewhere"));
        File.CreateSymbolicLink(work.Extracts.PathOf("offences.csv"), work.PathOf("elsewhere"));
        work.Rank().IsDone();
        Assert.Equal(ExtractsFolder.OffenceRows, work.AssertWhole().Count("offences.csv", "read"));
    }

    [Theory]
    [InlineData("code,title,group\n046,Theft,theft\n046,Theft,theft\n", "line 3")]
    [InlineData("code,title,group\n028/03,Burglary,burglary\n02803,Burglary,burglary\n", "line 3")]
    [InlineData($"code,title,group,severity\n046,Theft,theft,1\n045,Theft,theft,{Secret}\n", "line 3", "severity", "not-a-number")]
    [InlineData($"code,title,group,neighbourhood\n046,Theft,theft,{Secret}\n", "line 2", "neighbourhood", "not-in-list")]
    [InlineData($"code,title,group,trigger_from\n046,Theft,theft,{Secret}\n", "line 2", "trigger_from", "not-a-date")]
    [InlineData($"code,title,group\n046,,theft\n", "line 2", "title", "empty")]
    [InlineData($"code,title,group\n046,Theft\n", "line 2", "too-few-fields")]
    [InlineData($"code,title,group\n046,\"{Secret},theft\n", "line 2", "quote-not-closed")]
    [InlineData($"{Secret},title,group\n", "code, title, group")]
    [InlineData("", "empty")]
    public void A_catalogue_with_a_bad_row_or_two_rows_for_one_code_is_refused(string csv, params string[] mentioned)
    {
        using var work = new Workspace();
        work.Rank("--catalogue", work.File("catalogue.csv", csv)).IsRefused(3, ["catalogue", .. mentioned]);
        work.AssertNothingWritten();
    }

    [Fact]
    public void A_missing_catalogue_is_named()
    {
        using var work = new Workspace();
        work.Rank("--catalogue", work.PathOf("none.csv")).IsRefused(3, "catalogue", "none.csv");
        work.Rank("--catalogue", work.Root).IsRefused(3, "catalogue");
        work.AssertNothingWritten();
    }

    private static void AssertRefused(Workspace work, params string[] mentioned) => AssertRefused(work, work.Rank(), mentioned);

    private static void AssertRefused(Workspace work, Outcome outcome, params string[] mentioned)
    {
        outcome.IsRefused(3, mentioned);
        work.AssertNothingWritten();
    }
}
