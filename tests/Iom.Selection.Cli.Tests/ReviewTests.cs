using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

public class ReviewTests
{
    private const string ReviewHeader =
        "offender_id,recommendation,ranking,approach,colour,next_review,overdue,last_reviewed,member_since,grounds,blocks,blocked_until,total_points,most_points,risk_band,below_exit_reviews,"
        + "engagement_band,required_kept,required_of,voluntary_kept,voluntary_of,not_counted,coming,gaps,panel_meeting,panel_outcome,panel_by,deferred_until,next_change,to_settle";

    [Fact]
    public void The_list_of_members_is_written_the_overdue_first()
    {
        using var work = Cohort.Workspace();
        work.Review().IsDone();
        var run = work.AssertWholeReview();
        Assert.StartsWith($"{ReviewHeader}\r\n", run.Text("review.csv"), StringComparison.Ordinal);
        Assert.Equal(
        [
            // Four of the latest six contacts that count not kept since support began; the visit nobody knew of and the one the agency cancelled don't count. Since June 2024 unreviewed: 4 weeks for low engagement.
            // The first miss is out of the three months on 3 February; the licence is over a day before.
            $"{Cohort.Away},change_approach,below_exit,catch_and_convict:2026-02-02,red,2024-06-29,yes,2024-06-01,2024-06-01,sustained_desistance,,,0,0,below-entry,1,low,1,5,0,1,2,supervision_ends:2026-02-01,,,,,,2026-02-02:consider_deselection,0",
            // A death stands over the offence that is too recent. One robbery: 5 + 15 + 8 + 4 + 2 points.
            $"{Cohort.Deceased},confirm_exit,not_eligible,,red,2025-03-29,yes,2025-03-01,2025-03-01,deceased,recent_offence:2026-02-01,2026-02-01,34,34,above-entry,0,,0,0,0,0,0,,no_plan,,,,,,0",
            $"{Cohort.New},retain,below_exit,,amber,2025-12-13,yes,2025-11-01,2025-11-01,sustained_desistance,minimum_time:2026-05-01,2026-05-01,0,0,below-entry,1,,0,0,0,0,0,,no_lead_agency:debt;need_without_support:debt,,,,,2026-05-01:consider_deselection,0",
            // Six offences, the gravest a burglary, the last on 30 October: 15 + 10 + 8 + 4 + 4 points.
            $"{Cohort.Offending},retain,retain,,red,2026-01-07,no,2025-12-10,2025-02-01,,recent_offence:2026-01-30,2026-01-30,41,41,above-entry,0,,0,0,0,0,0,,waiting_too_long:housing,2025-12-10,retain,consensus,,2026-10-30:consider_deselection,0",
            // The end of supervision is beyond the 56 days that the policy looks ahead.
            $"{Cohort.Done},consider_deselection,below_exit,,green,2026-01-21,no,2025-12-10,2024-06-01,support_complete;sustained_desistance,,,0,0,below-entry,1,good,0,0,4,4,1,,,2025-12-10,defer,majority,2026-01-21,,0",
        ], run.Rows("review.csv"));
    }

    [Fact]
    public void The_list_for_the_chair_has_a_row_for_each_member_and_no_decision()
    {
        using var work = Cohort.Workspace();
        work.Review().IsDone();
        Assert.Equal(
            "\uFEFFoffender_id,recommendation,decision,reason,by,role,agency,date,grounds,to_settle,left_on,left_ground\r\n"
            + $"{Cohort.Away},change_approach,,,,,,,catch_and_convict,0,,\r\n{Cohort.Deceased},confirm_exit,,,,,,,deceased,0,,\r\n{Cohort.New},retain,,,,,,,minimum_time,0,,\r\n"
            + $"{Cohort.Offending},retain,,,,,,,recent_offence,0,,\r\n{Cohort.Done},consider_deselection,,,,,,,support_complete;sustained_desistance,0,,\r\n",
            System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(work.Out, "decisions-to-make.csv"))));
    }

    [Fact]
    public void Whom_somebody_has_to_see_stands_in_a_list_of_its_own()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Write("memberships.csv", "offender_id,from,to,cohort,ground,exit_interview_on,informed_on,agreed",
        [
            $"{Cohort.Offending},2025-02-01,,fixed,,,2025-02-03,yes", $"{Cohort.Deceased},2025-03-01,,fixed,,,,no", $"{Cohort.New},2025-11-01,,fixed,,,,not_asked",
            // Told after the date of the review, which has not happened.
            $"{Cohort.Away},2024-06-01,,fixed,,,2026-01-02,no",
            $"{ExtractsFolder.Id(1)},2024-01-01,2025-06-01,flex,support_complete,,2025-05-20,yes",
            $"{ExtractsFolder.Id(3)},2024-01-01,2025-06-01,flex,,2025-06-10,2025-05-20,yes",
            // Longer ago than a year.
            $"{ExtractsFolder.Id(4)},2023-01-01,2025-01-01,flex,,,,no",
        ]);
        var printed = work.Review().IsDone().Out;
        Assert.Equal(
        [
            $"{ExtractsFolder.Id(1)},no_exit_interview,2024-01-01,2025-06-01,flex,support_complete", $"{Cohort.New},not_informed,2025-11-01,,fixed,", $"{Cohort.New},not_asked,2025-11-01,,fixed,",
            $"{Cohort.Away},not_informed,2024-06-01,,fixed,", $"{Cohort.Away},not_agreed,2024-06-01,,fixed,",
        ], work.AssertWholeReview().Rows("follow-up.csv"));
        Assert.Contains("2 not informed: see follow-up.csv.", printed, StringComparison.Ordinal);
        Assert.Contains("1 left without an interview", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_left_a_short_time_ago_is_marked_when_they_come_up_again()
    {
        using var work = new Workspace();
        var before = work.Rank().IsDone().Out;
        Assert.DoesNotContain("left the cohort", before, StringComparison.Ordinal);
        var ranking = work.AssertWhole().Text("ranking.csv");
        var listed = work.AssertWhole().Rows("decisions-to-make.csv").Select(row => row.Split(',')[0]).Take(2).ToArray();
        work.Extracts.Append("memberships.csv", $"{listed[0]},2024-01-01,2025-06-01,flex,=support_complete,,,");
        // A year ago to the day is too long ago.
        work.Extracts.Append("memberships.csv", $"{listed[1]},2024-01-01,2025-01-01,flex,support_complete,,,");

        Assert.Contains("1 person on the list left the cohort in the last 12 months: see left_on", work.Rank("--overwrite").IsDone().Out, StringComparison.Ordinal);
        var run = work.AssertWhole();
        Assert.Equal(ranking, run.Text("ranking.csv"));
        Assert.EndsWith(",2025-06-01,'=support_complete", run.Rows("decisions-to-make.csv").Single(row => row.StartsWith(listed[0], StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith(",,", run.Rows("decisions-to-make.csv").Single(row => row.StartsWith(listed[1], StringComparison.Ordinal)), StringComparison.Ordinal);
        var explained = run.Text("explanations.jsonl").Split('\n')[..^1].Select(Json).ToDictionary(line => line.GetProperty("offenderId").GetString()!);
        Assert.Equal(("2025-06-01", "=support_complete"), (explained[listed[0]].GetProperty("leftCohort").GetProperty("on").GetString(), explained[listed[0]].GetProperty("leftCohort").GetProperty("ground").GetString()));
        Assert.False(explained[listed[1]].TryGetProperty("leftCohort", out _));
        var text = Tool.Run(["explain", .. work.RankArgsWith("--out", null)[1..], "--offender", listed[0]]).IsDone().Out;
        Assert.Contains("Left the cohort on 2025-06-01. Ground: =support_complete.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Left the cohort", Tool.Run(["explain", .. work.RankArgsWith("--out", null)[1..], "--offender", listed[0], "--audience", "person"]).IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_records_of_memberships_is_not_known_and_no_list_of_everybody()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Write("memberships.csv", "offender_id,from", [$"{Cohort.Away},2024-06-01", $"{Cohort.New},2025-11-01"]);
        var printed = work.Review().IsDone().Out;
        Assert.Empty(work.AssertWholeReview().Rows("follow-up.csv"));
        foreach (var question in new[] { "who was informed", "who agreed", "who had an exit interview" }) Assert.Contains($"Not known {question}", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_supervision_csv_all_contacts_count_and_it_is_said()
    {
        using var work = Cohort.Workspace();
        // The licence ends before the first contact that was missed.
        work.Extracts.Write("supervision.csv", "offender_id,kind,from,to,active_until,event,event_date", [$"{Cohort.Away},licence,2025-06-01,2026-02-01,2025-10-31,,"]);
        work.Review().IsDone();
        var run = work.AssertWholeReview();
        Assert.Contains(run.Rows("review.csv"), row => row.StartsWith($"{Cohort.Away},retain,", StringComparison.Ordinal) || row.StartsWith($"{Cohort.Away},consider_deselection,", StringComparison.Ordinal));
        File.Delete(Path.Combine(work.Extracts.Path, "supervision.csv"));
        Assert.Contains("so every required contact counts", work.Review("--overwrite").IsDone().Out, StringComparison.Ordinal);
        run = work.AssertWholeReview();
        Assert.Contains(run.Rows("review.csv"), row => row.StartsWith($"{Cohort.Away},change_approach,", StringComparison.Ordinal));
        Assert.All(run.Text("explanations.jsonl").Split('\n')[..^1], line => Assert.Equal(["supervision"], Json(line).GetProperty("notSupplied").EnumerateArray().Select(file => file.GetString()!)));
    }

    [Fact]
    public void Rows_of_all_files_in_any_order_give_the_same_ranking_and_review()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Append("memberships.csv", $"{ExtractsFolder.Id(1)},2024-01-01,2025-06-01,flex,support_complete,,,");
        work.Extracts.Append("memberships.csv", $"{ExtractsFolder.Id(1)},2024-01-01,2025-06-01,free,other,,,");
        work.Extracts.Write("custody.csv", "offender_id,from,to,kind", [$"{Cohort.Done},2025-01-01,2025-01-20,remand", $"{Cohort.Done},2025-01-15,2025-02-20,sentence", $"{Cohort.New},2025-01-01,2025-01-02,"]);
        work.Extracts.Write("identities.csv", "system,external_id,offender_id", [$"niche,77,{Cohort.Done}", $"niche,77,{Cohort.New}", $"athena,5,{Cohort.Away}"]);
        string[] results = ["ranking.csv", "cohort.csv", "decisions-to-make.csv", "explanations.jsonl", "review.csv", "meetings.csv", "follow-up.csv", "possible-people.csv", "conflicts.csv"];
        Assert.Equal(12, Directory.GetFiles(work.Extracts.Path).Length);
        var first = Results();
        for (var seed = 0; seed < 12; seed++)
        {
            work.Extracts.Shuffle(seed);
            Assert.Equal(first, Results());
        }

        Dictionary<string, string> Results()
        {
            var all = new Dictionary<string, string>();
            work.Rank("--overwrite").IsDone();
            Add("rank");
            work.Review("--overwrite").IsDone();
            Add("review");
            return all;

            void Add(string command)
            {
                foreach (var name in results.Where(name => File.Exists(Path.Combine(work.Out, name)))) all[$"{command}/{name}"] = File.ReadAllText(Path.Combine(work.Out, name));
            }
        }
    }

    [Fact]
    public void What_makes_a_run_misleading_is_told_with_its_cure()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Append("panel.csv", $"{Cohort.New},2025-12-10,Parish Council,retain,");
        Assert.Contains("panel.csv: 1 view was refused because the agency is not on the policy's panel.", work.Review().IsDone().Out, StringComparison.Ordinal);

        var policy = Policies.With(work, "schemes.json", json => json["cohorts"] = new System.Text.Json.Nodes.JsonArray(System.Text.Json.Nodes.JsonNode.Parse("""{ "id": "ours", "when": { "not": { "field": "schemes", "is": ["OTHER"] } } }"""), System.Text.Json.Nodes.JsonNode.Parse("""{ "id": "rest" }""")));
        work.Extracts.Replace("offenders.csv", $"{ExtractsFolder.Id(1)},North,,community,,,none,", $"{ExtractsFolder.Id(1)},North,,community,,,,");
        var printed = Tool.Run([.. work.RankArgsWith("--policy", policy), "--overwrite"]).IsDone().Out;
        Assert.Contains("Cohort ours reads schemes, which offenders.csv gives for nobody", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("mappa_level is empty", printed, StringComparison.Ordinal);

        File.WriteAllText(work.Extracts.PathOf("offenders.csv"), File.ReadAllText(work.Extracts.PathOf("offenders.csv")).Replace(",community,,,none,", ",community,,,,", StringComparison.Ordinal));
        printed = Tool.Run([.. work.RankArgsWith("--as-of", "2026-06-30"), "--overwrite"]).IsDone().Out;
        Assert.Contains("mappa_level is empty for 12 of 12 people", printed, StringComparison.Ordinal);
        Assert.Contains("\"empty\": { \"mappa_level\": \"none\" }", printed, StringComparison.Ordinal);
        Assert.Contains("the newest offence is of 2026-03-01, 121 days before the as-of date", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_meeting_is_counted_with_its_dissent_members_or_not()
    {
        using var work = Cohort.Workspace();
        work.Review().IsDone();
        var run = work.AssertWholeReview();
        Assert.StartsWith("offender_id,meeting_date,question,outcome,by,deferred_until,for,against,abstained,dissent,reasons,contradictory\r\n", run.Text("meetings.csv"), StringComparison.Ordinal);
        Assert.Equal(
        [
            $"{ExtractsFolder.Id(1)},2025-12-10,joining,select,consensus,,2,0,0,,,", $"{Cohort.Offending},2025-12-10,leaving,retain,consensus,,0,1,1,,,",
            // Six weeks after the meeting.
            $"{Cohort.Done},2025-12-10,leaving,defer,majority,2026-01-21,2,1,0,health,health: the flat is not safe yet,",
        ], run.Rows("meetings.csv"));
    }

    [Fact]
    public void The_explanations_stand_in_the_order_of_the_list_with_records_for_every_ground_and_block()
    {
        using var work = Cohort.Workspace();
        work.Review().IsDone();
        var run = work.AssertWholeReview();
        var lines = run.Text("explanations.jsonl").Split('\n')[..^1];
        Assert.Equal(run.Rows("review.csv").Select(row => row.Split(',')[0]), lines.Select(line => Json(line).GetProperty("offenderId").GetString()));
        var away = Json(lines[0]);
        Assert.Equal(
            ["support/alcohol/2024-12-15", "contact/C2/2025-11-03", "contact/C3/2025-11-10", "contact/C5/2025-11-24", "contact/C6/2025-12-01"],
            Records(away.GetProperty("approach")));
        Assert.Equal(3, away.GetProperty("approach").GetProperty("contactsToKeep").GetInt32());
        Assert.Equal(["offence/S9/2025-11-01"], Records(Json(lines[1]).GetProperty("blocks")[0]));
        Assert.Equal(["offender/deceased/"], Records(Json(lines[1]).GetProperty("grounds")[0]));
        Assert.Equal(["support/housing/2025-10-01"], Records(Json(lines[4]).GetProperty("grounds")[0]));
        var health = Json(lines[4]).GetProperty("meetings")[0].GetProperty("votes")[0];
        Assert.Equal(("health", "retain", "the flat is not safe yet", true), (health.GetProperty("agency").GetString(), health.GetProperty("view").GetString(), health.GetProperty("reason").GetString(), health.GetProperty("dissent").GetBoolean()));
        // Each says what would have to be true for another recommendation.
        Assert.All(lines, line => Assert.NotEqual(0, Json(line).GetProperty("alternatives").GetArrayLength()));
    }

    [Fact]
    public void The_manifest_and_the_summary_count_what_the_list_holds()
    {
        using var work = Cohort.Workspace();
        var outcome = work.Review("--area", "North").IsDone();
        using var manifest = work.AssertWholeReview().Manifest();
        var root = manifest.RootElement;
        Assert.Equal(("review", "2026-01-01"), (root.GetProperty("kind").GetString(), root.GetProperty("asOf").GetString()));
        var review = root.GetProperty("review");
        Assert.Equal("""["North"]""", review.GetProperty("areas").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal([("retain", 2), ("change_approach", 1), ("consider_deselection", 1), ("confirm_exit", 1)], Counts(review.GetProperty("byRecommendation")));
        Assert.Equal([("red", 3), ("amber", 1), ("green", 1), ("blue", 0)], Counts(review.GetProperty("byColour")));
        Assert.Equal(3, review.GetProperty("overdue").GetInt32());
        Assert.Contains("3 overdue for review", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("1 deferred by an objection", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("SYNTHETIC", outcome.Out, StringComparison.Ordinal);

        work.DeleteOut();
        Assert.Equal("", work.Review("--quiet").IsDone().Out);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_same_inputs_give_the_same_bytes_twice_with_any_number_of_threads_anywhere()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Grow(people: 300, offences: 900);
        using (var members = File.AppendText(work.Extracts.PathOf("memberships.csv")))
        {
            foreach (var id in File.ReadLines(work.Extracts.PathOf("offenders.csv")).Select(line => line.Split(',')[0]).Where(id => id.StartsWith("SYNTHETIC-G", StringComparison.Ordinal)))
                members.Write($"{id},2025-02-01,,flex,,,,\n");
        }
        work.Review("--threads", "1").IsDone();
        var first = work.Hashes();
        (string[] More, string? Variable, string? Value)[] others =
            [(["--threads", "1"], null, null), (["--threads", "2"], null, null), ([], "TZ", "Asia/Tokyo"), ([], "LANG", "tr_TR.UTF-8"), ([], "LC_ALL", "fa_IR.UTF-8")];
        foreach (var (more, variable, value) in others)
        {
            work.DeleteOut();
            (variable is null ? work.Review(more) : Tool.RunProcess(work.ReviewArgs(more), new Dictionary<string, string> { [variable] = value! })).IsDone();
            work.AssertWholeReview();
            Assert.Equal(first, work.Hashes());
        }
        Assert.Equal(305, File.ReadAllLines(Path.Combine(work.Out, "review.csv")).Length - 1);
    }

    [Fact]
    public void A_view_of_an_agency_that_the_panel_does_not_list_is_refused_and_listed_and_has_no_voice()
    {
        using var work = Cohort.Workspace();
        var line = work.Extracts.Append("panel.csv", $"{Cohort.Offending},2025-12-10,{Outcome.Secret},deselect,{Outcome.Secret}");
        work.Extracts.Append("panel.csv", $"{Cohort.Offending},2025-12-10,{Outcome.Secret},deselect,");
        work.Review().IsDone();
        var run = work.AssertWholeReview();
        run.AssertRefused(FormattableString.Invariant($"panel.csv,{line},agency,not-in-list"), FormattableString.Invariant($"panel.csv,{line + 1},agency,not-in-list"));
        Assert.Contains($"{Cohort.Offending},2025-12-10,leaving,retain,consensus,,0,1,1,,,", run.Rows("meetings.csv"));
        foreach (var file in Workspace.ReviewFiles) Assert.DoesNotContain(Outcome.Secret, run.Text(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_are_one_agency_with_one_voice_whatever_the_case()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Write("panel.csv", "offender_id,meeting_date,agency,view,reason",
        [
            $"{Cohort.Done},2025-12-10,police,deselect,", $"{Cohort.Done},2025-12-10,POLICE dip,deselect,", $"{Cohort.Done},2025-12-10,Police,deselect,",
            $"{Cohort.Done},2025-12-11,Probation service,deselect,", $"{Cohort.Done},2025-12-11,Police DIP,deselect,",
        ]);
        work.Review().IsDone();
        Assert.Equal(
            [$"{Cohort.Done},2025-12-10,leaving,retain,too_few,,1,0,0,police,,", $"{Cohort.Done},2025-12-11,leaving,deselect,consensus,,2,0,0,,,"],
            work.AssertWholeReview().Rows("meetings.csv"));
    }

    [Theory]
    [InlineData("retain,deselect")]
    [InlineData("deselect,retain")]
    [InlineData("deselect,retain,deselect")]
    [InlineData("retain,abstain")]
    public void Two_views_of_one_agency_at_one_meeting_are_none_whatever_their_order(string views)
    {
        using var work = Cohort.Workspace();
        work.Extracts.Write("panel.csv", "offender_id,meeting_date,agency,view,reason",
            [$"{Cohort.Done},2025-12-10,probation,deselect,", .. views.Split(',').Select(view => $"{Cohort.Done},2025-12-10,police,{view},")]);
        work.Review().IsDone();
        var meeting = Assert.Single(work.AssertWholeReview().Rows("meetings.csv"));
        Assert.Contains(",leaving,retain,too_few,,1,0,0,", meeting, StringComparison.Ordinal);
        Assert.EndsWith(",police", meeting, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_of_another_system_that_is_two_people_is_to_be_confirmed_for_both_and_its_rows_are_refused()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Write("identities.csv", "system,external_id,offender_id", [$"niche,N1,{Cohort.Done}", $"niche,N1,{Cohort.Offending}", $"niche,N2,{Cohort.New}", $"other,N1,{Cohort.New}"]);
        work.Review().IsDone();
        var run = work.AssertWholeReview();
        run.AssertRefused("identities.csv,2,external_id,ambiguous-id", "identities.csv,3,external_id,ambiguous-id");
        var found = run.Rows("review.csv").Select(row => row.Split(',')).Where(row => row[9].Split(';').Contains("duplicate_record")).Select(row => (row[0], row[1])).Order();
        Assert.Equal([(Cohort.Offending, "confirm_exit"), (Cohort.Done, "confirm_exit")], found);
        var line = run.Text("explanations.jsonl").Split('\n').Single(line => line.Contains($"\"offenderId\":\"{Cohort.Done}\"", StringComparison.Ordinal));
        Assert.Contains("identity/niche/", Records(Json(line).GetProperty("grounds").EnumerateArray().Single(ground => ground.GetProperty("ground").GetString() == "duplicate_record")));
    }

    [Fact]
    public void Members_outside_the_named_areas_are_to_be_confirmed_as_gone_and_an_empty_area_says_nothing()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Replace("offenders.csv", $"{Cohort.Done},North,", $"{Cohort.Done},South,");
        work.Extracts.Replace("offenders.csv", $"{Cohort.New},North,", $"{Cohort.New},West,");
        work.Extracts.Replace("offenders.csv", $"{Cohort.Away},North,", $"{Cohort.Away},,");
        work.Review("--area", "North", "--area", "West").IsDone();
        var confirmed = work.AssertWholeReview().Rows("review.csv").Select(row => row.Split(',')).Where(row => row[1] == "confirm_exit").Select(row => (row[0], row[9])).Order();
        Assert.Equal([(Cohort.Deceased, "deceased"), (Cohort.Done, "left_the_area;support_complete;sustained_desistance")], confirmed);
    }

    [Fact]
    public void An_area_in_which_nobody_is_is_warned_of()
    {
        using var work = Cohort.Workspace();
        Assert.DoesNotContain("named by --area", work.Review("--area", "North").IsDone().Out, StringComparison.Ordinal);
        Assert.Contains("1 area given with --area has nobody in offenders.csv.", work.Review("--area", "north", "--area", "North", "--overwrite").IsDone().Out, StringComparison.Ordinal);
        using var manifest = work.AssertWholeReview().Manifest();
        Assert.Single(manifest.RootElement.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("code").GetString() == "unknown-area");
    }

    [Fact]
    public void Three_reviews_below_the_exit_line_are_a_ground_two_are_not()
    {
        using var work = Cohort.Workspace();
        var (november, december) = (work.PathOf("november"), work.PathOf("december"));
        Tool.Run([.. work.RankArgs()[..5], "--as-of", "2025-11-15", "--capacity", "3", "--out", november]).IsDone();
        Tool.Run([.. work.ReviewArgs()[..5], "--as-of", "2025-12-15", "--capacity", "3", "--out", december]).IsDone();

        work.Review("--earlier", december).IsDone();
        Assert.Equal(("support_complete;sustained_desistance", "2"), Below(work));
        work.DeleteOut();
        // In any order; a run of rank and one of review say the same of the line.
        work.Review("--earlier", december, "--earlier", november).IsDone();
        Assert.Equal(("support_complete;sustained_desistance;below_exit_line", "3"), Below(work));
        using var manifest = work.AssertWholeReview().Manifest();
        Assert.Equal(["2025-11-15", "2025-12-15"], manifest.RootElement.GetProperty("review").GetProperty("earlier").EnumerateArray().Select(run => run.GetProperty("asOf").GetString()));
        var hashes = work.Hashes();
        work.DeleteOut();
        work.Review("--earlier", november, "--earlier", december).IsDone();
        Assert.Equal(hashes, work.Hashes());

        static (string, string) Below(Workspace work) =>
            work.AssertWholeReview().Rows("review.csv").Select(row => row.Split(',')).Where(row => row[0] == Cohort.Done).Select(row => (row[9], row[15])).Single();
    }

    [Theory]
    [InlineData("--earlier", null, "--earlier")]
    [InlineData("--as-of", "2026-02-30", "--as-of")]
    [InlineData("--capacity", "-1", "--capacity")]
    [InlineData("--threads", "0", "--threads")]
    [InlineData("--all-points", null, "--all-points")]
    [InlineData("--frobnicate", null, "--frobnicate")]
    public void A_wrong_command_line_is_2(string option, string? value, string mentioned)
    {
        using var work = Cohort.Workspace();
        work.Review(value is null ? [option] : [option, value]).IsRefused(2, mentioned);
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("--policy")]
    [InlineData("--out")]
    [InlineData("--extracts")]
    [InlineData("--as-of")]
    [InlineData("--capacity")]
    public void A_missing_option_is_2(string option)
    {
        using var work = Cohort.Workspace();
        Tool.Run(["review", .. work.RankArgsWith(option, null)[1..]]).IsRefused(2, option);
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("review")]
    [InlineData("panel")]
    public void A_policy_without_the_block_is_3_and_says_which(string block)
    {
        using var work = Cohort.Workspace();
        Tool.Run(["review", .. work.RankArgsWith("--policy", Policies.Without(work, block))[1..]]).IsRefused(3, $"\"{block}\"", "docs/policy.md");
        work.AssertNothingWritten();
    }

    [Fact]
    public void An_earlier_folder_that_is_no_run_is_3()
    {
        using var work = Cohort.Workspace();
        work.Review("--earlier", work.PathOf("none")).IsRefused(3, "does not hold a run");
        work.Review("--earlier", work.Extracts.Path).IsRefused(3, "does not hold a run");
        Directory.CreateDirectory(work.PathOf("other"));
        foreach (var manifest in new[] { "", "{}", "[]", "null", $$"""{ "tool": "{{Outcome.Secret}}" }""", """{ "tool": "iom", "kind": "rank", "asOf": "yesterday" }""", "{ \"tool\": \"iom\"" })
        {
            File.WriteAllText(Path.Combine(work.PathOf("other"), "run.json"), manifest);
            work.Review("--earlier", work.PathOf("other")).IsRefused(3, "run.json");
        }
        work.AssertNothingWritten();
    }

    [Fact]
    public void An_earlier_run_that_is_not_earlier_or_of_the_date_of_another_is_3()
    {
        using var work = Cohort.Workspace();
        var (same, other, early) = (work.PathOf("same"), work.PathOf("other"), work.PathOf("early"));
        Tool.Run([.. work.RankArgsWith("--out", same)]).IsDone();
        Tool.Run([.. work.RankArgs()[..5], "--as-of", "2025-11-15", "--capacity", "3", "--out", other]).IsDone();
        Tool.Run([.. work.ReviewArgs()[..5], "--as-of", "2025-11-15", "--capacity", "4", "--out", early]).IsDone();
        work.Review("--earlier", same).IsRefused(3, "--earlier", "--as-of");
        work.Review("--earlier", other, "--earlier", early).IsRefused(3, "--earlier", "the same date");
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("ranking.csv")]
    [InlineData("review.csv")]
    public void A_file_of_an_earlier_run_that_was_changed_or_lost_is_3_and_named(string file)
    {
        using var work = Cohort.Workspace();
        var early = work.PathOf("early");
        Tool.Run([file == "review.csv" ? "review" : "rank", .. work.RankArgs()[1..5], "--as-of", "2025-11-15", "--capacity", "3", "--out", early]).IsDone();
        var path = Path.Combine(early, file);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("below_exit", "retain", StringComparison.Ordinal) + Outcome.Secret);
        work.Review("--earlier", early).IsRefused(3, file, "has been changed");
        File.Delete(path);
        work.Review("--earlier", early).IsRefused(3, file);
        work.AssertNothingWritten();
    }

    [Fact]
    public void An_output_that_exists_is_3_and_only_a_run_is_replaced()
    {
        using var work = Cohort.Workspace();
        work.Review().IsDone();
        work.Review().IsRefused(3, "exists", "--overwrite");
        work.Extracts.Replace("offenders.csv", $"{Cohort.Deceased},North,,community,,,none,no,yes,", $"{Cohort.Deceased},North,,community,,,none,no,no,");
        work.Review("--overwrite").IsDone();
        Assert.DoesNotContain("confirm_exit", work.AssertWholeReview().Text("review.csv"), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(work.Out, "minutes.txt"), "kept");
        work.Review("--overwrite").IsRefused(3, "other files besides a run");
        Assert.Equal("kept", File.ReadAllText(Path.Combine(work.Out, "minutes.txt")));
    }

    [Fact]
    public void Too_many_refused_rows_are_4_and_written_all_the_same()
    {
        using var work = Cohort.Workspace();
        for (var i = 0; i < 10; i++) work.Extracts.Append("panel.csv", $"{Cohort.Done},2025-12-10,{Outcome.Secret},retain,");
        var outcome = work.Review().IsDone(4);
        Assert.Contains("See refused.csv", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(10, work.AssertWholeReview().Rows("refused.csv").Length);
        work.Review("--overwrite", "--max-refused", "20").IsDone();
    }

    [Fact]
    public void The_log_of_runs_gets_a_line()
    {
        using var work = Cohort.Workspace();
        work.Review("--log", work.PathOf("log.jsonl")).IsDone();
        var line = Json(Assert.Single(File.ReadAllLines(work.PathOf("log.jsonl"))));
        Assert.Equal(("review", work.Hashes()["run.json"]), (line.GetProperty("command").GetString(), line.GetProperty("runSha256").GetString()));
    }

    [TheoryWith(Needed.Linux)]
    [InlineData("INT")]
    [InlineData("TERM")]
    [Trait("Category", "Slow")]
    public void Stopped_half_way_is_130_with_one_line_and_no_output(string signal)
    {
        for (var offences = 300_000; ; offences *= 2)
        {
            using var work = Cohort.Workspace();
            work.Extracts.Grow(10_000, offences);
            using var run = Tool.Begin(work.ReviewArgs());
            if (run.WaitFor(() => run.HasOpen("offences.csv"))) run.Signal(signal);
            var outcome = run.End();
            if (outcome.ExitCode == 0 && offences < 2_000_000) continue;
            Assert.Equal("", outcome.IsRefused(130, "nothing was written").Out);
            work.AssertNothingWritten();
            return;
        }
    }

    [FactWith(Needed.FileLimit)]
    public void A_file_that_may_not_grow_is_3_and_leaves_nothing()
    {
        using var work = Cohort.Workspace();
        Tool.RunWithFileLimit(1, work.ReviewArgs()).IsRefused(3, "output");
        work.AssertNothingWritten();
    }

    [Fact]
    public void Text_that_a_spreadsheet_would_run_is_written_with_an_apostrophe_and_a_reason_stays_out_of_every_message()
    {
        using var work = Cohort.Workspace();
        work.Extracts.Append("offenders.csv", "=1+1,North,,community,,,none,no,no,");
        work.Extracts.Append("memberships.csv", "=1+1,2025-02-01,,fixed,,,,");
        work.Extracts.Append("panel.csv", $"=1+1,2025-12-10,police,retain,{Outcome.Secret}");
        work.Review().IsDone();
        var run = work.AssertWholeReview();
        Assert.Contains("\r\n'=1+1,", run.Text("review.csv"), StringComparison.Ordinal);
        Assert.Contains("\r\n'=1+1,", run.Text("decisions-to-make.csv"), StringComparison.Ordinal);
        Assert.Contains("\"offenderId\":\"=1+1\"", run.Text("explanations.jsonl"), StringComparison.Ordinal);
    }

    private static JsonElement Json(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Records(JsonElement of) => of.GetProperty("records").EnumerateArray()
        .Select(record => $"{record.GetProperty("kind").GetString()}/{record.GetProperty("id").GetString()}/{(record.TryGetProperty("date", out var date) ? date.GetString() : "")}");

    private static IEnumerable<(string, int)> Counts(JsonElement json) => json.EnumerateObject().Select(property => (property.Name, property.Value.GetInt32()));
}
