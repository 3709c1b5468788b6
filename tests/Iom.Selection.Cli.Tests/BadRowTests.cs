
namespace Iom.Selection.Cli.Tests;

public class BadRowTests
{
    private const string Secret = Outcome.Secret;

    private static readonly (string File, string Row, string Column, string Problem)[] BadRows =
    [
        ("offences.csv", $"SYNTHETIC-001,X1,046,{Secret},convicted,,,", "offence_date", "not-a-date"),
        ("offences.csv", "SYNTHETIC-001,X1,046,2025-02-30,convicted,,,", "offence_date", "not-a-date"),
        ("offences.csv", "SYNTHETIC-001,X1,046,01/02/2025,convicted,,,", "offence_date", "not-a-date"),
        ("offences.csv", "SYNTHETIC-001,X1,046,45992,convicted,,,", "offence_date", "spreadsheet-damage"),
        ("offences.csv", "1.23E+11,X1,046,2025-02-03,convicted,,,", "offender_id", "spreadsheet-damage"),
        ("offences.csv", $"SYNTHETIC-001,X1,046,2025-02-03,{Secret},,,", "outcome", "not-in-list"),
        ("offences.csv", "SYNTHETIC-001,X1,046,2025-02-03,open,,,", "outcome", "not-in-list"),
        ("offences.csv", $"SYNTHETIC-001,X1,046,2025-02-03,convicted,,{Secret},", "detected_by", "not-in-list"),
        ("offences.csv", $"{Secret},X1,046,2025-02-03,convicted,,,", "offender_id", "unknown-offender"),
        ("offences.csv", "synthetic-001,X1,046,2025-02-03,convicted,,,", "offender_id", "unknown-offender"),
        ("offences.csv", ",X1,046,2025-02-03,convicted,,,", "offender_id", "empty"),
        ("offences.csv", "SYNTHETIC-001,   ,046,2025-02-03,convicted,,,", "offence_id", "empty"),
        ("offences.csv", $"SYNTHETIC-001,X1,046,2025-02-03,convicted,,{Secret}", "", "too-few-fields"),
        ("offences.csv", $"SYNTHETIC-001,X1,046,2025-02-03,convicted,,,,{Secret}", "", "too-many-fields"),
        ("memberships.csv", $"SYNTHETIC-003,{Secret},,,,,,", "from", "not-a-date"),
        ("memberships.csv", $"SYNTHETIC-003,2025-01-01,,,,,,{Secret}", "agreed", "not-in-list"),
        ("drug_tests.csv", $"SYNTHETIC-003,X1,2025-01-01,{Secret},,", "result", "not-in-list"),
        ("risk_scores.csv", $"SYNTHETIC-003,OGRS3-2yr,2025-01-01,{Secret}", "value", "not-a-number"),
        ("risk_scores.csv", "SYNTHETIC-003,OGRS3-2yr,2025-01-01,-1", "value", "not-a-number"),
        ("nominations.csv", $"{Secret},Health,2025-01-01,", "offender_id", "unknown-offender"),
        ("custody.csv", $"SYNTHETIC-003,2025-01-01,{Secret}", "to", "not-a-date"),
        ("supervision.csv", $"SYNTHETIC-003,{Secret},2025-01-01,,,,", "kind", "not-in-list"),
        ("engagement.csv", $"SYNTHETIC-003,X1,2025-01-01,{Secret},,kept", "kind", "not-in-list"),
        ("support.csv", $"SYNTHETIC-003,housing,,,{Secret},,,", "status", "not-in-list"),
        ("panel.csv", $"SYNTHETIC-003,2025-01-01,Police,{Secret},", "view", "not-in-list"),
        ("identities.csv", $"niche,N9,{Secret}", "offender_id", "unknown-offender"),
    ];

    [Fact]
    public void A_good_folder_is_ranked_and_nothing_is_refused()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var run = work.AssertWhole();
        run.AssertRefused();
        Assert.Equal(ExtractsFolder.OffenderCount, run.Rows("ranking.csv").Length);
        Assert.Equal(
            (ExtractsFolder.OffenceRows, 42, 1, 1, 0),
            (run.Count("offences.csv", "read"), run.Count("offences.csv", "used"), run.Count("offences.csv", "later"),
                run.Count("offences.csv", "duplicate"), run.Count("offences.csv", "refused")));
    }

    [Fact]
    public void Each_bad_row_is_refused_by_file_line_and_column_and_the_run_goes_on()
    {
        using var work = new Workspace();
        var expected = BadRows.Select(bad => (bad.File, Line: work.Extracts.Append(bad.File, bad.Row), bad.Column, bad.Problem))
            .OrderBy(bad => bad.File, StringComparer.Ordinal).ThenBy(bad => bad.Line)
            .Select(bad => FormattableString.Invariant($"{bad.File},{bad.Line},{bad.Column},{bad.Problem}")).ToArray();
        work.Rank("--max-refused", "100").IsDone();
        var run = work.AssertWhole();
        run.AssertRefused(expected);
        foreach (var file in BadRows.GroupBy(bad => bad.File)) Assert.Equal(file.Count(), run.Count(file.Key, "refused"));
        Assert.Equal(42, run.Count("offences.csv", "used"));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_refuse_their_row_alone()
    {
        using var work = new Workspace();
        var line = work.Extracts.Append("offences.csv", $"SYNTHETIC-001,{Secret}\u00FF,046,2025-02-03,convicted,,,");
        AssertOnlyRowRefused(work, "offences.csv", line, "offence_id", "not-utf8");
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x07)]
    [InlineData(0x1B)]
    [InlineData(0x7F)]
    public void A_NUL_or_another_control_character_refuses_its_row_alone(int character)
    {
        using var work = new Workspace();
        var line = work.Extracts.Append("offences.csv", $"SYNTHETIC-001,{Secret}{(char)character},046,2025-02-03,convicted,,,");
        AssertOnlyRowRefused(work, "offences.csv", line, "offence_id", "control-character");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void A_field_of_1_MB_refuses_its_row_alone(string quote)
    {
        using var work = new Workspace();
        var line = work.Extracts.Append("offences.csv", $"SYNTHETIC-001,X1,046,2025-02-03,convicted,,,{quote}{new string('x', 1_000_000)}{Secret}{quote}");
        work.Extracts.Append("offences.csv", "SYNTHETIC-001,X2,046,2025-02-03,convicted,,,");
        AssertOnlyRowRefused(work, "offences.csv", line, "source", "too-long");
    }

    [Fact]
    public void A_row_of_17_MB_refuses_itself_alone()
    {
        using var work = new Workspace();
        var line = work.Extracts.Append("offences.csv", $"SYNTHETIC-001,X1,046,2025-02-03,convicted,,,{new string('x', 17_000_000)}{Secret}");
        work.Extracts.Append("offences.csv", "SYNTHETIC-001,X2,046,2025-02-03,convicted,,,");
        AssertOnlyRowRefused(work, "offences.csv", line, "", "too-long");
    }

    [Fact]
    public void A_quote_opened_early_in_a_long_file_refuses_its_own_line_alone()
    {
        using var work = new Workspace();
        work.Extracts.Replace("offences.csv", "SYNTHETIC-004,S0000103,", $"SYNTHETIC-004,\"{Secret},");
        work.Extracts.Grow(people: 200, offences: 5_000);
        work.Rank().IsDone();
        var run = work.AssertWhole();
        run.AssertRefused("offences.csv,5,offence_id,quote-not-closed");
        Assert.Equal(ExtractsFolder.OffenceRows + 5_000, run.Count("offences.csv", "read"));
        Assert.Equal(1, run.Count("offences.csv", "refused"));
    }

    [Fact]
    public void A_quote_still_open_at_the_end_of_the_file_refuses_its_own_line_alone()
    {
        using var work = new Workspace();
        var line = work.Extracts.Append("offences.csv", $"SYNTHETIC-001,X1,046,2025-02-03,convicted,,,\"{Secret}");
        AssertOnlyRowRefused(work, "offences.csv", line, "source", "quote-not-closed");
    }

    [Fact]
    public void Every_problem_of_a_row_is_told_at_once()
    {
        using var work = new Workspace();
        work.Extracts.Append("offences.csv", $"{Secret},,046,{Secret},{Secret},{Secret},,");
        work.Rank().IsDone();
        var run = work.AssertWhole();
        run.AssertRefused(
            "offences.csv,46,offence_date,not-a-date", "offences.csv,46,offence_id,empty", "offences.csv,46,offender_id,unknown-offender",
            "offences.csv,46,outcome,not-in-list", "offences.csv,46,outcome_date,not-a-date");
        Assert.Equal(1, run.Count("offences.csv", "refused"));
    }

    [Fact]
    public void Another_bad_cell_of_an_offender_is_listed_and_is_a_conflict_but_the_row_is_used()
    {
        using var work = new Workspace();
        work.Extracts.Append("offenders.csv", $"SYNTHETIC-013,,{Secret},,{Secret},,,,,");
        work.Rank().IsDone();
        var run = work.AssertWhole();
        run.AssertRefused("offenders.csv,14,expected_release,not-a-date", "offenders.csv,14,supervision,not-in-list");
        Assert.Equal(["offenders.csv,SYNTHETIC-013,,expected_release", "offenders.csv,SYNTHETIC-013,,supervision"], run.Rows("conflicts.csv"));
        Assert.Equal((13, 0), (run.Count("offenders.csv", "used"), run.Count("offenders.csv", "refused")));
        Assert.Equal(13, run.Rows("ranking.csv").Length);
    }

    [Fact]
    public void A_bad_id_of_an_offender_refuses_the_row()
    {
        using var work = new Workspace();
        var line = work.Extracts.Append("offenders.csv", "1.23E+11,,,,,,,,,");
        AssertOnlyRowRefused(work, "offenders.csv", line, "offender_id", "spreadsheet-damage");
    }

    [Theory]
    [InlineData("5", 0)]
    [InlineData("4.99", 4)]
    [InlineData("0", 4)]
    [InlineData("100", 0)]
    public void More_refused_rows_than_allowed_end_with_4_and_the_output_is_there(string maxRefused, int exitCode)
    {
        using var work = new Workspace();
        // 5 of 100 rows of all files together.
        const int Other = ExtractsFolder.OffenderCount + ExtractsFolder.OffenceRows + 2 + 2 + 8;
        for (var i = 0; i < 5; i++) work.Extracts.Append("offences.csv", $"{Secret},X,046,2025-02-03,convicted,,,");
        for (var i = Other + 5; i < 100; i++) work.Extracts.Append("offences.csv", "SYNTHETIC-001,X,046,2025-02-03,convicted,,,");
        work.Rank("--max-refused", maxRefused).IsDone(exitCode);
        using var manifest = work.AssertWhole().Manifest();
        Assert.Equal((100, 5), (manifest.RootElement.GetProperty("rows").GetProperty("read").GetInt32(), manifest.RootElement.GetProperty("rows").GetProperty("refused").GetInt32()));
    }

    [Fact]
    public void Above_5_per_cent_refused_is_4_without_being_asked()
    {
        using var work = new Workspace();
        for (var i = 0; i < 10; i++) work.Extracts.Append("offences.csv", $"{Secret},X,046,2025-02-03,convicted,,,");
        var outcome = work.Rank().IsDone(4);
        Assert.Contains("refused.csv", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(10, work.AssertWhole().Rows("refused.csv").Length);
    }

    private static void AssertOnlyRowRefused(Workspace work, string file, int line, string column, string problem)
    {
        work.Rank().IsDone();
        var run = work.AssertWhole();
        run.AssertRefused(FormattableString.Invariant($"{file},{line},{column},{problem}"));
        Assert.Equal(1, run.Count(file, "refused"));
        var rows = File.ReadLines(work.Extracts.PathOf(file)).Count() - 1;
        Assert.Equal(rows, run.Count(file, "read"));
    }
}
