using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

public class DecisionsTests
{
    private const string Header = "offender_id,recommendation,decision,reason,by,role,agency,date,grounds";

    // What the review of the cohort of these tests recommends, and what a chair makes of it.
    private static readonly string[] Filled =
    [
        $"{Cohort.Away},change_approach,retain,\"She said \"\"give it a month\"\", so we do\",A Chair,chair,police,2026-01-05,catch_and_convict",
        $"{Cohort.Deceased},confirm_exit,defer,The record is to be checked,B Checker,analyst,council,2026-01-05,deceased",
        $"{Cohort.New},retain,,,,,,,minimum_time",
        $"{Cohort.Offending},retain,retain,,A Chair,chair,police,2026-01-05,recent_offence",
        $"{Cohort.Done},consider_deselection,deselect,=he asked for it,A Chair,chair,Probation Service,2026-01-05,support_complete;sustained_desistance",
    ];

    [Fact]
    public void What_the_chair_filled_in_is_recorded_verified_and_not_recorded_again()
    {
        using var work = Reviewed();
        var outcome = Record(work, Filled, "--run", work.Out, "--policy", Workspace.ReferencePolicy).IsDone();
        Assert.StartsWith("Recorded: 4. Already in the log: 0. Without a decision: 1.", outcome.Out, StringComparison.Ordinal);
        var lines = File.ReadAllLines(Log(work));
        Assert.Equal(4, lines.Length);
        var last = Json(lines[3]);
        Assert.Equal(["sequence", "previous", "payloadHash", "hash", "payload"], last.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["salt", "offenderId", "recommendation", "decision", "reason", "by", "role", "agency", "date", "grounds"], last.GetProperty("payload").EnumerateObject().Select(property => property.Name));
        Assert.Equal(Json(lines[2]).GetProperty("hash").GetString(), last.GetProperty("previous").GetString());
        Assert.Equal("=he asked for it", last.GetProperty("payload").GetProperty("reason").GetString());
        Assert.Equal("She said \"give it a month\", so we do", Json(lines[0]).GetProperty("payload").GetProperty("reason").GetString());
        Assert.Equal(["support_complete", "sustained_desistance"], last.GetProperty("payload").GetProperty("grounds").EnumerateArray().Select(ground => ground.GetString()));
        // A salt of its own each, so that equal payloads have other hashes.
        Assert.Equal(4, lines.Select(line => Json(line).GetProperty("payload").GetProperty("salt").GetString()).Distinct().Count());

        var head = Head(outcome);
        Assert.Equal(last.GetProperty("hash").GetString(), head);
        Assert.Equal(head, Head(Tool.Run("decisions", "verify", "--log", Log(work)).IsDone()));
        Assert.Contains("entry 4. Entries since: 0", Tool.Run("decisions", "verify", "--log", Log(work), "--head", head.ToUpperInvariant()).IsDone().Out, StringComparison.Ordinal);

        var bytes = File.ReadAllBytes(Log(work));
        Assert.StartsWith("Recorded: 0. Already in the log: 4. Without a decision: 1.", Record(work, Filled).IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Log(work)));

        // The chair decides on one more and sends the list again.
        var more = Filled.ToArray();
        more[2] = $"{Cohort.New},retain,retain,,A Chair,chair,police,2026-01-05,minimum_time";
        Assert.StartsWith("Recorded: 1. Already in the log: 4. Without a decision: 0.", Record(work, more).IsDone().Out, StringComparison.Ordinal);
        Assert.Contains("entry 4. Entries since: 1", Tool.Run("decisions", "verify", "--log", Log(work), "--head", head).IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_supplied_is_not_known_in_the_form_for_leaving_and_never_none()
    {
        using var work = Cohort.Workspace();
        foreach (var file in new[] { "supervision.csv", "support.csv", "engagement.csv" }) work.Extracts.Delete(file);
        work.Review().IsDone();
        var review = work.AssertWholeReview().Rows("decisions-to-make.csv").Select(row => row.Split(',')).First(row => row[0] == Cohort.Done);
        Record(work, [$"{Cohort.Done},{review[1]},deselect,invented,A Chair,chair,police,2026-01-05,{review[8]}"]).IsDone();
        var exits = work.PathOf("exits");
        Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.Out, "--out", exits).IsDone();
        Assert.Equal(["supervision", "support", "engagement"], Json(Assert.Single(File.ReadAllLines(Path.Combine(exits, "exits.jsonl")))).GetProperty("notSupplied").EnumerateArray().Select(file => file.GetString()!));
        var html = File.ReadAllText(Path.Combine(exits, "exits.html"));
        foreach (var file in new[] { "supervision.csv", "support.csv", "engagement.csv" }) Assert.Contains($"Not known: {file} was not supplied.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("None.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_may_decide_about_somebody_whom_the_run_does_not_propose()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var run = work.AssertWhole();
        var listed = run.Rows("decisions-to-make.csv").Select(row => row.Split(',')[0]).ToHashSet();
        var header = run.Text("ranking.csv").Split("\r\n")[0].TrimStart('\uFEFF').Split(',');
        var other = run.Rows("ranking.csv").Select(row => row.Split(',')).First(row => !listed.Contains(row[1]) && row[4] == "no");
        var reason = other[Array.IndexOf(header, "reason")];
        string Row(string id, string recommendation, string grounds) => $"{id},{recommendation},select,the panel knows more,A Chair,chair,police,2026-01-05,{grounds}";
        Assert.StartsWith("Recorded: 1.", Record(work, [Row(other[1], other[2], reason)], "--run", work.Out).IsDone().Out, StringComparison.Ordinal);
        // What the run says of them has to stand there unchanged, and nobody else may.
        Record(work, [Row(other[1], "reserve", reason)], "--run", work.Out).IsRefused(3, "recommendation is not the one in the run");
        Record(work, [Row(other[1], other[2], "above-entry")], "--run", work.Out).IsRefused(3, "grounds are not those in the run");
        Record(work, [Row("SYNTHETIC-999", other[2], reason)], "--run", work.Out).IsRefused(3, "offender_id is not among the people of the run");
    }

    [Fact]
    public void Two_ids_that_a_spreadsheet_made_one_are_not_taken_for_one()
    {
        using var work = new Workspace();
        foreach (var id in new[] { "00012", "12" })
        {
            work.Extracts.Append("offenders.csv", $"{id},North,,community,,,none,no,no,");
            work.Extracts.Append("nominations.csv", $"{id},Health,2025-12-01,synthetic");
        }
        work.Rank().IsDone();
        var rows = work.AssertWhole().Rows("decisions-to-make.csv").Select(row => row.Split(',')).Where(row => row[0] is "00012" or "12")
            .Select(row => $"{{0}},{row[1]},decline,invented,A Chair,chair,police,2026-01-05,{row[8]}").ToArray();
        Assert.Equal(2, rows.Length);
        string[] With(params string[] ids) => [.. rows.Select((row, i) => row.Replace("{0}", ids[i], StringComparison.Ordinal))];
        Record(work, With("12", "12"), "--run", work.Out).IsRefused(3, "line 3", "a spreadsheet made two ids one");
        Assert.False(File.Exists(Log(work)));
        Assert.StartsWith("Recorded: 2.", Record(work, With("00012", "12"), "--run", work.Out).IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void All_rows_that_are_wrong_are_named_at_once()
    {
        using var work = Reviewed();
        string[] rows = [Filled[0].Replace("2026-01-05", "05-01-2026", StringComparison.Ordinal), Filled[1], Filled[3].Replace("A Chair", "", StringComparison.Ordinal), Filled[4].Replace(",deselect,", ",let go,", StringComparison.Ordinal)];
        Record(work, rows, "--run", work.Out).IsRefused(3, "line 2: date is not yyyy-MM-dd", "Lines 4, 5 are wrong too.");
        Assert.False(File.Exists(Log(work)));
    }

    [Fact]
    public void A_decision_that_was_recorded_is_a_review()
    {
        using var work = Reviewed();
        string Row(RunFolder run, string id) => run.Rows("review.csv").Single(row => row.StartsWith(id, StringComparison.Ordinal));
        Assert.Contains(",2024-06-29,yes,2024-06-01,", Row(work.AssertWholeReview(), Cohort.Away), StringComparison.Ordinal);
        var early = Filled[0].Replace("2026-01-05", "2025-12-30", StringComparison.Ordinal);
        Record(work, [early, Filled[4]]).IsDone();
        work.Review("--overwrite", "--decisions", Log(work)).IsDone();
        var run = work.AssertWholeReview();
        // Four weeks from the decision; the one of 5 January is later than the date and has not been made.
        Assert.Contains(",2026-01-27,no,2025-12-30,", Row(run, Cohort.Away), StringComparison.Ordinal);
        Assert.Contains(",no,2025-12-10,", Row(run, Cohort.Done), StringComparison.Ordinal);
        Assert.Equal(Head(Tool.Run("decisions", "verify", "--log", Log(work)).IsDone()), Json(run.Text("run.json")).GetProperty("review").GetProperty("decisionsHead").GetString());
        File.AppendAllText(Log(work), "no entry\n");
        work.Review("--overwrite", "--decisions", Log(work)).IsRefused(3, "log of decisions");
    }

    [Fact]
    public void The_list_of_a_ranking_is_recorded_as_well()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var list = File.ReadAllText(Path.Combine(work.Out, "decisions-to-make.csv")).Split("\r\n")[1..^1];
        Assert.NotEmpty(list);
        string[] rows = [.. list.Select(row => row.Split(',')).Select(row => $"{row[0]},{row[1]},{(row[1] == "select" ? "select" : "decline")},,A Chair,chair,police,2026-01-05,{row[8]}")];
        Assert.StartsWith(FormattableString.Invariant($"Recorded: {rows.Length}. "), Record(work, rows, "--run", work.Out).IsDone().Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(';', true, "\r\n")]
    [InlineData('\t', true, "\r\n")]
    [InlineData(',', false, "\n")]
    [InlineData(';', false, "\r")]
    public void A_list_is_read_as_a_spreadsheet_saves_it(char separator, bool mark, string lineEnd)
    {
        using var work = Reviewed();
        var rows = Filled.Select(row => string.Join(separator, Cells(row).Select((cell, i) => Quoted(i == 7 && cell.Length > 0 ? "05/01/2026" : cell)))).ToList();
        // Rows that were once filled below the table, empty lines, and the empty cells at the end of a row that some leave out.
        rows[2] = string.Join(separator, rows[2].Split(separator)[..2]);
        rows.AddRange([new string(separator, 8), new string(separator, 8), "", ""]);
        var text = string.Join(lineEnd, [string.Join(separator, Header.Split(',')), .. rows]) + lineEnd;
        var from = work.PathOf("list.csv");
        File.WriteAllText(from, text, new UTF8Encoding(mark));

        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", from).IsRefused(3, "line 2", "date", "--dates");
        Assert.False(File.Exists(Log(work)));
        // The row that was cut short has lost its grounds; of one without a decision they don't matter.
        Assert.StartsWith("Recorded: 4. Already in the log: 0. Without a decision: 1.", Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", from, "--dates", "dd/MM/yyyy", "--run", work.Out).IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(["2026-01-05"], File.ReadAllLines(Log(work)).Select(line => Json(line).GetProperty("payload").GetProperty("date").GetString()).Distinct());

        string Quoted(string cell) => cell.AsSpan().IndexOfAny(separator, '"') >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    [Fact]
    public void The_apostrophe_before_an_id_like_a_formula_is_taken_away_again()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Append("offenders.csv", "=1+1,North,,community,,,none,no,no,");
        work.Extracts.Append("memberships.csv", "=1+1,2025-02-01,,fixed,,,,");
        work.Review().IsDone();
        var row = File.ReadAllText(Path.Combine(work.Out, "decisions-to-make.csv")).Split("\r\n").Single(line => line.StartsWith("'=1+1,", StringComparison.Ordinal)).Split(',');
        Record(work, [$"{row[0]},{row[1]},deselect,'-because-,A Chair,chair,police,2026-01-05,{row[8]}"], "--run", work.Out).IsDone();
        var payload = Json(File.ReadAllText(Log(work))).GetProperty("payload");
        Assert.Equal(("=1+1", "-because-"), (payload.GetProperty("offenderId").GetString(), payload.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("X1,retain,keep,,BY,chair,police,2026-01-05,", "decision")]
    [InlineData("X1,retain,deselect,,BY,chair,police,2026-01-05,", "reason")]
    [InlineData("X1,retain,defer,,BY,chair,police,2026-01-05,", "reason")]
    [InlineData("X1,retain,retain,,,chair,police,2026-01-05,", "by")]
    [InlineData("X1,retain,retain,,BY,,police,2026-01-05,", "role")]
    [InlineData("X1,retain,retain,,BY,chair, ,2026-01-05,", "agency")]
    [InlineData("X1,retain,retain,,BY,chair,police,,", "date")]
    [InlineData("X1,retain,retain,,BY,chair,police,05/01/2026,", "date")]
    [InlineData("X1,retain,retain,,BY,chair,police,2026-02-30,", "date")]
    [InlineData("X1,retain,retain,,BY,chair,police,BY,", "date")]
    [InlineData("X1,BY,retain,,BY,chair,police,2026-01-05,", "recommendation")]
    [InlineData("X1,,retain,,BY,chair,police,2026-01-05,", "recommendation")]
    [InlineData(",retain,retain,,BY,chair,police,2026-01-05,", "offender_id")]
    [InlineData(" ,retain,retain,,BY,chair,police,2026-01-05,", "offender_id")]
    [InlineData("X1,retain,,BY,,,,,", "decision")]
    [InlineData("X1,retain,,,BY,,,,", "decision")]
    [InlineData("X1,retain,,,,,,2026-01-05,", "decision")]
    [InlineData("X1,retain,retain,,BY,chair,police,2026-01-05,BY", "grounds")]
    [InlineData("X1,retain,retain,,BY,chair,police,2026-01-05,,BY", "cells")]
    [InlineData("X1,retain,retain,\"BY,BY,chair,police,2026-01-05,", "quote-not-closed")]
    [InlineData("X1,retain,retain,LONG,BY,chair,police,2026-01-05,", "reason")]
    [InlineData("X0,retain,deselect,BY,BY,chair,police,2026-01-05,", "decision")]
    [InlineData("X1,retain,retain,\u00E9 BY,BY,chair,police,2026-01-05,", "reason")]
    public void A_row_that_cannot_be_used_is_3_with_line_and_column_and_nothing_is_recorded(string row, string mentioned)
    {
        using var work = new Workspace();
        row = row.Replace("BY", Outcome.Secret, StringComparison.Ordinal).Replace("LONG", new string('x', 4001), StringComparison.Ordinal);
        var from = work.PathOf("list.csv");
        // U+00E9 comes as a single byte, as a spreadsheet's plain CSV has it.
        File.WriteAllBytes(from, Encoding.Latin1.GetBytes($"{Header}\r\nX0,retain,retain,,{Outcome.Secret},chair,police,2026-01-05,\r\n{row}\r\nX2,retain,retain,,{Outcome.Secret},chair,police,2026-01-05,\r\n"));
        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", from).IsRefused(3, "line 3", mentioned);
        Assert.False(File.Exists(Log(work)));
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("offender_id,recommendation,decision,reason,by,role,agency\r\n", "date")]
    [InlineData("offender_id,recommendation,decision,decision,reason,by,role,agency,date,grounds\r\n", "twice")]
    [InlineData("SYNTHETIC-SECRET-7,x\r\n", "offender_id")]
    public void A_list_that_is_none_is_3(string text, string mentioned)
    {
        using var work = new Workspace();
        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", work.File("list.csv", text)).IsRefused(3, "list of decisions", mentioned);
        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", work.PathOf("none.csv")).IsRefused(3, "list of decisions");
        // A spreadsheet's "Unicode text".
        File.WriteAllText(work.PathOf("list.csv"), $"{Header}\r\n", Encoding.Unicode);
        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", work.PathOf("list.csv")).IsRefused(3, "UTF-8");
        Assert.False(File.Exists(Log(work)));
    }

    [Theory]
    [InlineData(0, "SYNTHETIC-SECRET-7", "offender_id")]
    [InlineData(1, "retain", "recommendation")]
    [InlineData(8, "deceased", "grounds")]
    [InlineData(7, "2025-12-31", "date")]
    public void What_is_not_as_the_run_wrote_it_is_3_and_nothing_is_recorded(int column, string value, string mentioned)
    {
        using var work = Reviewed();
        var cells = Cells(Filled[4]);
        cells[column] = value;
        string[] rows = [.. Filled[..4], string.Join(',', cells)];
        Record(work, rows, "--run", work.Out).IsRefused(3, "line 6", mentioned);
        Assert.False(File.Exists(Log(work)));
    }

    [Fact]
    public void An_agency_that_the_panel_does_not_list_is_3_and_nothing_is_recorded()
    {
        using var work = Reviewed();
        var row = Filled[3].Replace("police", Outcome.Secret, StringComparison.Ordinal);
        Record(work, [Filled[0], row], "--policy", Workspace.ReferencePolicy).IsRefused(3, "line 3", "agency");
        Record(work, [Filled[0]], "--policy", Policies.Without(work, "panel")).IsRefused(3, "\"panel\"");
        Record(work, [Filled[0]], "--policy", work.PathOf("none.json")).IsRefused(3, "policy");
        Assert.False(File.Exists(Log(work)));
    }

    [Fact]
    public void A_run_that_is_none_or_was_changed_is_3()
    {
        using var work = Reviewed();
        Record(work, Filled, "--run", work.PathOf("none")).IsRefused(3, "does not hold a run");
        File.AppendAllText(Path.Combine(work.Out, "decisions-to-make.csv"), Outcome.Secret);
        Record(work, Filled, "--run", work.Out).IsRefused(3, "decisions-to-make.csv", "has been changed");
        Assert.False(File.Exists(Log(work)));
    }

    [Fact]
    public void Tampering_is_found_by_verify_with_the_head_hash_and_nothing_is_added_to_such_a_log()
    {
        using var work = Reviewed();
        Record(work, Filled).IsDone();
        var bytes = File.ReadAllBytes(Log(work));
        var head = Head(Tool.Run("decisions", "verify", "--log", Log(work)).IsDone());
        var random = new Random(11);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n')[..^1];
        List<byte[]> tampered =
        [
            .. Enumerable.Range(0, 12).Select(_ => random.Next(bytes.Length)).Select(at => (byte[])[.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]),
            bytes[..^1], bytes[..(bytes.Length / 2)], [.. bytes, (byte)'\n'], [],
            Lines(lines[..3]), Lines(lines[1..]), Lines([lines[0], lines[2], lines[1], lines[3]]), Lines([.. lines, lines[3]]),
        ];
        // The whole of it anew, as somebody who has the tool can: the same decisions but one.
        Tool.Run("decisions", "record", "--unchecked", "--log", work.PathOf("anew.jsonl"), "--from", List(work, [Filled[0].Replace("retain", "deselect", StringComparison.Ordinal), .. Filled[1..]])).IsDone();
        tampered.Add(File.ReadAllBytes(work.PathOf("anew.jsonl")));
        var unseenByTheChainAlone = 0;
        foreach (var other in tampered)
        {
            File.WriteAllBytes(Log(work), other);
            Tool.Run("decisions", "verify", "--log", Log(work), "--head", head).IsRefused(3, "log");
            if (Tool.Run("decisions", "verify", "--log", Log(work)).ExitCode == 0)
            {
                unseenByTheChainAlone++;
                continue;
            }
            Record(work, Filled).IsRefused(3, "has been changed");
            Assert.Equal(other, File.ReadAllBytes(Log(work)));
            Tool.Run("decisions", "report", "--log", Log(work)).IsRefused(3, "has been changed");
        }
        // A cut at the end of a line, an empty log and a rewrite: why the head hash goes into the minutes.
        Assert.Equal(3, unseenByTheChainAlone);

        static byte[] Lines(string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }

    [Fact]
    public void No_message_about_a_damaged_log_repeats_what_it_holds()
    {
        using var work = new Workspace();
        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", List(work, [$"{Outcome.Secret},retain,retain,{Outcome.Secret},{Outcome.Secret},{Outcome.Secret},police,2026-01-05,"])).IsDone();
        File.WriteAllText(Log(work), File.ReadAllText(Log(work)).Replace("2026-01-05", "2026-01-06", StringComparison.Ordinal));
        Tool.Run("decisions", "verify", "--log", Log(work)).IsRefused(3, "line 1");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Twenty_recordings_at_the_same_time_wait_for_each_other_and_lose_nothing()
    {
        using var work = new Workspace();
        const int writers = 20;
        string[] ids = [.. Enumerable.Range(1, writers).Select(i => FormattableString.Invariant($"SYNTHETIC-W{i:D2}"))];
        string[] lists = [.. ids.Select(id => List(work, [$"{id},retain,retain,,A Chair,chair,police,2026-01-05,"], $"{id}.csv"))];
        var running = lists.Select(list => Tool.Begin("decisions", "record", "--unchecked", "--log", Log(work), "--from", list)).ToArray();
        foreach (var tool in running)
        {
            using (tool) Assert.StartsWith("Recorded: 1.", tool.End().IsDone().Out, StringComparison.Ordinal);
        }
        Tool.Run("decisions", "verify", "--log", Log(work)).IsDone();
        Assert.Equal(ids, File.ReadAllLines(Log(work)).Select(line => Json(line).GetProperty("payload").GetProperty("offenderId").GetString()).Order(StringComparer.Ordinal));
    }

    [FactWith(Needed.Strace)]
    public void A_recording_where_the_file_system_gives_no_locks_is_refused_and_loses_nothing()
    {
        using var work = Reviewed();
        Record(work, Filled).IsDone();
        var before = File.ReadAllBytes(Log(work));
        var list = List(work, ["SYNTHETIC-W1,retain,retain,,A Chair,chair,police,2026-01-05,"]);
        Strace.Run(["-e", "inject=flock:error=ENOLCK"], "decisions", "record", "--unchecked", "--log", Log(work), "--from", list).IsRefused(3, "no locks");
        Assert.Equal(before, File.ReadAllBytes(Log(work)));
    }

    [FactWith(Needed.Strace)]
    [Trait("Category", "Slow")]
    public void Twenty_recordings_at_once_without_locks_are_all_refused_and_lose_nothing()
    {
        using var work = Reviewed();
        Record(work, Filled).IsDone();
        var before = File.ReadAllBytes(Log(work));
        string[] lists = [.. Enumerable.Range(1, 20).Select(i => List(work, [FormattableString.Invariant($"SYNTHETIC-W{i:D2},retain,retain,,A Chair,chair,police,2026-01-05,")], FormattableString.Invariant($"{i}.csv")))];
        var running = lists.Select(list => Strace.Begin(["-e", "inject=flock:error=ENOLCK"], "decisions", "record", "--unchecked", "--log", Log(work), "--from", list)).ToArray();
        foreach (var tool in running)
        {
            using (tool) tool.End().IsRefused(3, "no locks");
        }
        Assert.Equal(before, File.ReadAllBytes(Log(work)));
        // Where there are locks again, all of them are recorded.
        foreach (var list in lists) Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", list).IsDone();
        Tool.Run("decisions", "verify", "--log", Log(work)).IsDone();
    }

    [Fact]
    public void A_reversal_of_a_reversal_is_recorded_and_counts_as_the_panels_last_word()
    {
        using var work = new Workspace();
        const string header = Header + ",reverses";
        string Sheet(string decision, string reason, string reverses) =>
            work.File("list.csv", $"{header}\r\nSYNTHETIC-1,select,{decision},{reason},A Chair,chair,police,2026-01-05,above-entry,{reverses}\r\n");
        Outcome Recorded(string list) => Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", list);

        Recorded(Sheet("select", "", "")).IsDone();
        Recorded(Sheet("decline", "a mistake", "")).IsRefused(3, "line 2", "same person and date", "reverses");
        Recorded(Sheet("decline", "a mistake", "perhaps")).IsRefused(3, "line 2", "reverses");
        Recorded(Sheet("decline", "a mistake", "yes")).IsDone();
        Recorded(Sheet("select", "", "no")).IsRefused(3, "line 2", "same person and date");
        Assert.StartsWith("Recorded: 1. Already in the log: 0.", Recorded(Sheet("select", "", "YES")).IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(["select", "decline", "select"], File.ReadAllLines(Log(work)).Select(line => Json(line).GetProperty("payload").GetProperty("decision").GetString()));
        Assert.Equal(2, File.ReadAllLines(Log(work)).Count(line => Json(line).GetProperty("payload").TryGetProperty("reverses", out _)));
        Assert.StartsWith("Recorded: 0. Already in the log: 1.", Recorded(Sheet("select", "", "")).IsDone().Out, StringComparison.Ordinal);
        var report = Tool.Run("decisions", "report", "--log", Log(work)).IsDone().Out;
        Assert.Matches("(?m)^  all +1 +1 +1.000", report);
        Assert.Contains("2 of the later ones reverse an earlier one", report, StringComparison.Ordinal);
        Tool.Run("decisions", "verify", "--log", Log(work)).IsDone();
    }

    [Fact]
    public void A_decision_after_the_day_of_recording_is_3()
    {
        using var work = Reviewed();
        Record(work, Filled, "--on", "2026-01-04").IsRefused(3, "line 2", "date", "--on");
        Assert.False(File.Exists(Log(work)));
        // Today is after none of them; tomorrow is after today.
        var tomorrow = TimeProvider.System.GetLocalNow().AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Record(work, [Filled[3].Replace("2026-01-05", tomorrow, StringComparison.Ordinal)]).IsRefused(3, "line 2", "date");
        Record(work, Filled, "--on", "2026-01-05").IsDone();
    }

    [Fact]
    public void A_purge_that_the_tool_did_not_make_is_found_with_the_head_hash()
    {
        using var work = Reviewed();
        var head = Head(Record(work, Filled).IsDone());
        // As somebody does who can write to the log: takes out what the third entry says, and adds an entry of purge of his own.
        var log = Decisions.DecisionLog.Parse(File.ReadAllBytes(Log(work)));
        File.WriteAllBytes(Log(work), log.Append(new Decisions.DecisionPurge(new DateOnly(2030, 1, 1), new string('0', 64), [3]), new byte[16]).ToUtf8());
        Tool.Run("decisions", "verify", "--log", Log(work)).IsDone();
        Tool.Run("decisions", "verify", "--log", Log(work), "--head", head).IsRefused(3, "Entry 5", "seal");
        Tool.Run("decisions", "report", "--log", Log(work), "--head", head).IsRefused(3, "Entry 5");
        Tool.Run("decisions", "exits", "--log", Log(work), "--head", head, "--run", work.Out, "--out", work.PathOf("exits")).IsRefused(3, "Entry 5");
        var forged = Decisions.DecisionLog.Parse(File.ReadAllBytes(Log(work))).Head;
        Tool.Run("decisions", "verify", "--log", Log(work), "--head", head, "--head", forged).IsDone();
        Tool.Run("decisions", "report", "--log", Log(work), "--head", new string('1', 64)).IsRefused(3, "head hash");
    }

    [FactWith(Needed.FileLimit)]
    public void A_full_disk_leaves_the_log_as_it_was()
    {
        using var work = Reviewed();
        Record(work, Filled).IsDone();
        var before = File.ReadAllBytes(Log(work));
        var more = List(work, [.. Enumerable.Range(1, 50).Select(i => FormattableString.Invariant($"SYNTHETIC-M{i},retain,retain,,A Chair,chair,police,2026-01-05,"))]);
        var files = Directory.GetFileSystemEntries(work.Root).Order(StringComparer.Ordinal).ToArray();
        Tool.RunWithFileLimit(8, "decisions", "record", "--unchecked", "--log", Log(work), "--from", more).IsRefused(3, "log", "is unchanged");
        Assert.Equal(before, File.ReadAllBytes(Log(work)));
        Assert.Equal(files, Directory.GetFileSystemEntries(work.Root).Order(StringComparer.Ordinal));
        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", more).IsDone();
    }

    [Theory]
    [InlineData("none/decisions.jsonl")]
    [InlineData("extracts")]
    [InlineDataWith(Needed.Linux, "/proc/decisions.jsonl")]
    [InlineDataWith(Needed.Linux, "/dev/null/decisions.jsonl")]
    public void A_log_that_cannot_be_written_is_3(string log)
    {
        using var work = Reviewed();
        Tool.Run("decisions", "record", "--unchecked", "--log", work.PathOf(log), "--from", List(work, Filled)).IsRefused(3, "log");
    }

    [FactWith(Needed.Unix)]
    [UnsupportedOSPlatform("windows")]
    public void A_log_that_others_may_not_read_stays_so()
    {
        using var work = Reviewed();
        File.WriteAllText(Log(work), "");
        File.SetUnixFileMode(Log(work), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.DoesNotContain("chmod", Record(work, Filled).IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log(work)));
    }

    [FactWith(Needed.Linux)]
    public void A_link_a_device_a_pipe_and_a_folder_are_no_log_and_are_named_for_what_they_are()
    {
        using var work = Reviewed();
        File.WriteAllText(work.PathOf("real.jsonl"), "");
        File.CreateSymbolicLink(work.PathOf("link"), work.PathOf("real.jsonl"));
        Directory.CreateDirectory(work.PathOf("folder"));
        Assert.Equal(0, Tool.Other("mkfifo", work.PathOf("pipe")));
        foreach (var (log, kind) in new[] { (work.PathOf("link"), "a link"), ("/dev/null", "a device"), (work.PathOf("pipe"), "a pipe"), (work.PathOf("folder"), "a folder") })
        {
            Tool.Run("decisions", "record", "--unchecked", "--log", log, "--from", List(work, Filled)).IsRefused(3, "log of decisions", kind);
            Tool.Run(work.RankArgsWith("--log", log) is var args ? [.. args.Select(arg => arg == work.Out ? work.PathOf("other") : arg)] : []).IsRefused(3, "log", kind);
        }
        Assert.Equal("", File.ReadAllText(work.PathOf("real.jsonl")));
        Tool.Run("decisions", "verify", "--log", work.PathOf("pipe")).IsRefused(3, "log of decisions");
    }

    [Theory]
    [InlineData("decisions")]
    [InlineData("decisions record --log x --unchecked")]
    [InlineData("decisions record --log x --from y")]
    [InlineData("decisions record --log x --from y --run z")]
    [InlineData("decisions record --log x --from y --policy z")]
    [InlineData("decisions record --log x --from y --unchecked --on yesterday")]
    [InlineData("decisions record --from x --unchecked")]
    [InlineData("decisions record --log x --from y --unchecked --dates yyyy/MM/dd")]
    [InlineData("decisions verify")]
    [InlineData("decisions verify --log x --head 12")]
    [InlineData("decisions verify --log x --head zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("decisions report")]
    [InlineData("decisions exits --log x --run y")]
    [InlineData("decisions exits --log x --out y")]
    [InlineData("decisions forget --log x")]
    public void A_wrong_command_line_is_2(string line) => Tool.Run(line.Split(' ')).IsRefused(2);

    [Fact]
    public void A_log_that_is_not_there_is_3()
    {
        using var work = new Workspace();
        Tool.Run("decisions", "verify", "--log", Log(work)).IsRefused(3, "log of decisions");
        Tool.Run("decisions", "report", "--log", Log(work)).IsRefused(3, "log of decisions");
        Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.Out, "--out", work.PathOf("exits")).IsRefused(3, "log of decisions");
    }

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(100, 99, false)]
    [InlineData(29, 29, false)]
    [InlineData(60, 60, false)]
    [InlineData(400, 394, true)]
    [InlineData(400, 388, false)]
    public void The_alarm_at_too_much_agreement_stands_when_the_whole_interval_is_above_the_line(int decisions, int agreed, bool alarm)
    {
        using var work = new Workspace();
        RecordAgreement(work, decisions, agreed);
        var outcome = Tool.Run("decisions", "report", "--log", Log(work), "--policy", Workspace.ReferencePolicy).IsDone();
        // Wilson's interval again, by another form of the formula; the policy's line is 95 % from 30 decisions on.
        var (n, p, z) = ((double)decisions, (double)agreed / decisions, 1.959963984540054);
        var lower = (p + z * z / (2 * n) - z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n);
        Assert.Equal(alarm, decisions >= 30 && lower > 0.95);
        Assert.Equal(alarm, outcome.Out.Contains("ALARM", StringComparison.Ordinal));
        Assert.Matches(FormattableString.Invariant($@"(?m)^  all +{decisions} +{agreed} +{p:F3} +{lower:F3} to "), outcome.Out);
        if (decisions != agreed) Assert.DoesNotContain("ALARM", Tool.Run("decisions", "report", "--log", Log(work)).IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_counts_overrides_by_direction_agency_and_ground()
    {
        using var work = Reviewed();
        Record(work, [.. Filled[..2], $"{Cohort.New},retain,deselect,moved,A Chair,chair,Police DIP,2026-01-05,minimum_time", .. Filled[3..]]).IsDone();
        var report = Tool.Run("decisions", "report", "--log", Log(work), "--policy", Workspace.ReferencePolicy).IsDone().Out.Split(Environment.NewLine);
        // Of: decided, agreed, then toward leaving, staying, joining, against joining, put off.
        Assert.Equal("5 decided: 4 2 | 1 1 0 0 1", $"5 decided: {Counts("all")}");
        Assert.Equal("1 0 | 0 1 0 0 0", Counts("change_approach"));
        Assert.Equal("1 1 | 0 0 0 0 0", Counts("consider_deselection"));
        Assert.Equal("0 0 | 0 0 0 0 1", Counts("confirm_exit"));
        Assert.Equal("2 1 | 1 0 0 0 0", Counts("retain"));
        // Aliases are the agency that the panel lists.
        Assert.Equal("3 1 | 1 1 0 0 0", Counts("police"));
        Assert.Equal("1 1 | 0 0 0 0 0", Counts("probation"));
        Assert.Equal("0 0 | 0 0 0 0 1", Counts("council"));
        Assert.Equal("1 1 | 0 0 0 0 0", Counts("sustained_desistance"));
        Assert.Equal("1 0 | 1 0 0 0 0", Counts("minimum_time"));
        Assert.Equal("1 0 | 0 1 0 0 0", Counts("catch_and_convict"));
        Assert.Equal("1 1 | 0 0 0 0 0", Counts("support_complete"));
        Assert.DoesNotContain(report, line => line.Contains("SYNTHETIC", StringComparison.Ordinal) || line.Contains("Chair", StringComparison.Ordinal));

        string Counts(string of)
        {
            string[] row = Assert.Single(report, line => line.StartsWith($"  {of} ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return $"{row[1]} {row[2]} | {string.Join(' ', row[^5..])}";
        }
    }

    [Fact]
    public void Each_person_let_go_gets_a_record_and_a_form()
    {
        using var work = Reviewed();
        Record(work, Filled).IsDone();
        var exits = work.PathOf("exits");
        Assert.StartsWith("1 person leaving.", Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.Out, "--out", exits).IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(["exits.html", "exits.jsonl", "run.json", "run.key"], Directory.GetFiles(exits).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var record = Json(Assert.Single(File.ReadAllLines(Path.Combine(exits, "exits.jsonl"))));
        Assert.Equal(
            ["schema", "offenderId", "memberSince", "decidedOn", "by", "role", "agency", "reason", "grounds", "progress", "continuingSupport", "unmetNeeds", "supervision", "notSupplied", "wayBack", "challenges", "changesInBehaviour", "changesInLifestyle", "ownView"],
            record.EnumerateObject().Select(property => property.Name));
        Assert.Equal(Cohort.Done, record.GetProperty("offenderId").GetString());
        Assert.Equal(["support_complete", "sustained_desistance"], record.GetProperty("grounds").EnumerateArray().Select(ground => ground.GetString()));
        Assert.Equal("""{"completed":[{"pathway":"housing","on":"2025-10-01"}],"contactsKept":4,"contacts":4}""", record.GetProperty("progress").GetRawText());
        Assert.Equal("""[{"kind":"community_order","to":"2026-12-31","staysWith":"probation"}]""", record.GetProperty("supervision").GetRawText());

        var html = File.ReadAllText(Path.Combine(exits, "exits.html"));
        foreach (var part in new[] { Cohort.Done, "support complete, sustained desistance", "housing: completed on 2025-10-01", "Contacts kept: 4 of 4", "What was difficult", "Changes in behaviour", "Changes in lifestyle", "own view", "Coming back", "is never held against anyone", "community order, until 2026-12-31", "continues unchanged with probation" })
            Assert.Contains(part, html, StringComparison.Ordinal);
        // Only who was let go, and nothing that a browser would fetch.
        foreach (var other in new[] { Cohort.Away, Cohort.Deceased, Cohort.Offending }) Assert.DoesNotContain(other, html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<script|<link|<img|src=|href=|url\\(", html);

        Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.Out, "--out", exits).IsRefused(3, "exists");
    }

    [Fact]
    public void The_last_decision_about_a_person_stands()
    {
        using var work = Reviewed();
        Record(work, Filled).IsDone();
        Record(work, [$"{Cohort.Done},consider_deselection,retain,an appeal,A Chair,chair,police,2026-01-09,support_complete;sustained_desistance"]).IsDone();
        Assert.StartsWith("0 people leaving.", Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.Out, "--out", work.PathOf("exits")).IsDone().Out, StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(Path.Combine(work.PathOf("exits"), "exits.jsonl")));
    }

    [Fact]
    public void Hostile_text_does_not_become_part_of_the_form()
    {
        using var work = Cohort.Workspace();
        const string hostile = "<script>alert(1)</script>&\"'<img src=x onerror=y>";
        work.Extracts.Replace("support.csv", $"{Cohort.Done},housing,,Council,completed", $"{Cohort.Done},\"{hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\",,Council,completed");
        work.Review().IsDone();
        Record(work, [$"{Cohort.Done},consider_deselection,deselect,\"{hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\",<b>,<i>,<u>,2026-01-05,support_complete;sustained_desistance"]).IsDone();
        Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.Out, "--out", work.PathOf("exits")).IsDone();
        var html = File.ReadAllText(Path.Combine(work.PathOf("exits"), "exits.html"));
        Assert.DoesNotMatch("(?i)<script|<img|<b>|<i>|<u>", html);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#x27;&lt;img", html, StringComparison.Ordinal);
        var record = Json(File.ReadAllText(Path.Combine(work.PathOf("exits"), "exits.jsonl")));
        Assert.Equal(hostile, record.GetProperty("reason").GetString());
    }

    [Fact]
    public void Records_of_leaving_are_begun_from_a_review_alone()
    {
        using var work = Reviewed();
        Record(work, Filled).IsDone();
        var (ranking, exits) = (work.PathOf("ranking"), work.PathOf("exits"));
        Tool.Run([.. work.RankArgsWith("--out", ranking)]).IsDone();
        Tool.Run("decisions", "exits", "--log", Log(work), "--run", ranking, "--out", exits).IsRefused(3, "review");
        Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.PathOf("none"), "--out", exits).IsRefused(3, "does not hold a run");
        File.AppendAllText(Path.Combine(work.Out, "explanations.jsonl"), $"{{\"offenderId\":\"{Outcome.Secret}\"}}\n");
        Tool.Run("decisions", "exits", "--log", Log(work), "--run", work.Out, "--out", exits).IsRefused(3, "explanations.jsonl", "has been changed");
        Assert.False(Directory.Exists(exits));
    }

    private static void RecordAgreement(Workspace work, int decisions, int agreed) =>
        Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", List(work,
        [
            .. Enumerable.Range(1, decisions).Select(i => string.Create(CultureInfo.InvariantCulture, $"SYNTHETIC-A{i},retain,{(i <= agreed ? "retain" : "deselect")},because,A Chair,chair,police,2026-01-05,")),
        ])).IsDone();

    private static Workspace Reviewed()
    {
        var work = Cohort.Workspace();
        work.Review().IsDone();
        return work;
    }

    private static string Log(Workspace work) => work.PathOf("decisions.jsonl");

    private static string List(Workspace work, string[] rows, string name = "list.csv") => work.File(name, string.Join("\r\n", [Header, .. rows]) + "\r\n");

    private static Outcome Record(Workspace work, string[] rows, params string[] more) => Tool.Run(["decisions", "record", .. more.Contains("--run") && more.Contains("--policy") ? more : ["--unchecked", .. more], "--log", Log(work), "--from", List(work, rows)]);

    private static string Head(Outcome outcome) => outcome.Out.TrimEnd().Split('\n')[^1].Trim();

    private static string[] Cells(string row)
    {
        var cells = new List<string> { "" };
        var quoted = false;
        foreach (var c in row.Replace("\"\"", "\u0001", StringComparison.Ordinal))
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) cells.Add("");
            else cells[^1] += c == '\u0001' ? '"' : c;
        }
        return [.. cells];
    }

    private static JsonElement Json(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
