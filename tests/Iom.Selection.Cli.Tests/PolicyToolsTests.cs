using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

/// <summary><c>iom policy show</c>, <c>diff</c> and <c>new</c>.</summary>
public class PolicyToolsTests
{
    private const string SampleDate = "2026-10-31";

    private static readonly string SampleExtracts = Path.Combine(Workspace.Repository, "samples", "extracts");

    [Fact]
    public void Show_draws_the_matrix_and_says_what_an_offence_is_worth()
    {
        var shown = Lines(Tool.Run("policy", "show", Workspace.ReferencePolicy, "--as-of", SampleDate).IsDone().Out)
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.StartsWith("reference 2.0.0: ", shown[0], StringComparison.Ordinal);
        Assert.Contains("frequency 0: 0 1-2: 5 3-5: 10 6-9: 15 10+: 20 never", shown);
        Assert.Contains("mappa-level 1: 2 2: 4 3: 5 0", shown);
        Assert.Contains("Rule 1. If deceased is yes: not ranked. The person has died.", shown);
        Assert.Contains("flex (Other neighbourhood offenders): neighbourhood is at least 1.", shown);
        Assert.Contains("People can be offered a place from 30 points. Members can be considered for leaving below 20 points.", shown);
        // The first: frequency 5, gravity 10, recency 8, and in a dwelling neighbourhood 4 and trigger 2. The third: frequency 5, neighbourhood 4, trigger 2.
        Assert.Contains(shown, line => line.StartsWith("burglary 23 to 29 0 to 11 ", StringComparison.Ordinal));
        // The first: frequency 5, gravity 0, recency 8. Then a step of frequency at a time.
        Assert.Contains("begging 13 0 to 5 any any", shown);
    }

    [Fact]
    public void Show_as_Markdown_has_the_same_figures_in_tables_of_even_rows()
    {
        var shown = Lines(Tool.Run("policy", "show", Workspace.ReferencePolicy, "--as-of", SampleDate, "--format", "markdown").IsDone().Out);
        Assert.StartsWith("# reference 2.0.0: ", shown[0], StringComparison.Ordinal);
        Assert.Contains("| frequency | 0: 0 | 1-2: 5 | 3-5: 10 | 6-9: 15 | 10+: 20 | never |", shown);
        Assert.Contains(shown, line => line.StartsWith("| burglary | 23 to 29 | 0 to 11 |", StringComparison.Ordinal));
        Assert.All(shown.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("band", StringComparison.Ordinal)), line => Assert.Equal(8, line.Count(c => c == '|')));
    }

    [Fact]
    public void What_stands_in_a_policy_becomes_no_mark_up_and_steers_no_terminal()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", Reference("Reference policy (unsigned)", "a|b <i>[c](d) \\u001b]0;x\\u0007"));
        Assert.Equal("# reference 2.0.0: a\\|b \\<i\\>\\[c\\](d) \uFFFD\\]0;x\uFFFD", Lines(Tool.Run("policy", "show", policy, "--format", "markdown").IsDone().Out)[0]);
        Assert.Equal("reference 2.0.0: a|b <i>[c](d) \uFFFD]0;x\uFFFD", Lines(Tool.Run("policy", "show", policy).IsDone().Out)[0]);
    }

    [Fact]
    public void Each_agency_signs_this_very_text_once_and_again_when_it_changes()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", File.ReadAllText(Workspace.ReferencePolicy));
        var signatures = work.PathOf("policy.signoff.json");
        Outcome Sign(string agency, params string[] more) => Tool.Run(["policy", "sign", policy, "--agency", agency, "--by", "Synthetic Signer", "--role", "chief officer", "--on", "2026-10-01", .. more]);
        string Hash() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(policy)));

        Assert.Contains("Not signed yet by", Sign("Police", "--impact-assessment", "DPIA 12", "--impact-assessment", "EIA 3").IsDone().Out, StringComparison.Ordinal);
        var agencies = Json(signatures).GetProperty("signatures").EnumerateArray().ToArray();
        Assert.Equal(("police", "Synthetic Signer", "chief officer", "2026-10-01", Hash()), Entry(Assert.Single(agencies)));
        Sign("police").IsRefused(3, "police signed this version of the policy on 2026-10-01");
        Sign("parish").IsRefused(3, "not on the policy's panel");
        Sign("police", "--on", "2999-01-01").IsRefused(2, "--on");
        Tool.Run("policy", "sign", policy, "--agency", "police", "--by", " ", "--role", "chair").IsRefused(2, "--by needs a text");

        var all = "";
        foreach (var agency in Tool.Run("policy", "check", policy).IsDone().Out.Split('\n').Where(line => line.Contains("has not signed", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[1]))
            all = Sign(agency).IsDone().Out;
        Assert.Contains("Every agency of the panel has signed", all, StringComparison.Ordinal);
        Assert.DoesNotContain("unsigned:", Tool.Run("policy", "check", policy).IsDone().Out, StringComparison.Ordinal);
        var count = Json(signatures).GetProperty("signatures").GetArrayLength();

        // Another text: whoever signs it anew has one signature, and what else lies in the file stays.
        File.AppendAllText(policy, "\n");
        Assert.Contains("replaces its signature of 2026-10-01", Sign("police", "--impact-assessment", "EIA 3").IsDone().Out, StringComparison.Ordinal);
        agencies = [.. Json(signatures).GetProperty("signatures").EnumerateArray()];
        Assert.Equal(count, agencies.Length);
        Assert.Equal(Hash(), Entry(agencies.Single(entry => entry.GetProperty("agency").GetString() == "police")).Hash);
        Assert.Equal(["DPIA 12", "EIA 3"], Json(signatures).GetProperty("impactAssessments").EnumerateArray().Select(reference => reference.GetString()!));
        Assert.Empty(Directory.GetFiles(work.Root, ".*"));

        // What is there and can't be read is nobody's to replace.
        File.WriteAllText(signatures, "{ // ours\n \"signatures\": [] }");
        Sign("police").IsRefused(3, "holds comments, which would be lost");
        File.WriteAllText(signatures, "[]");
        Sign("police").IsRefused(3, "policy.signoff.json is not valid");
        Assert.Equal("[]", File.ReadAllText(signatures));

        static (string? Agency, string? By, string? Role, string? On, string? Hash) Entry(JsonElement entry) =>
            (entry.GetProperty("agency").GetString(), entry.GetProperty("by").GetString(), entry.GetProperty("role").GetString(), entry.GetProperty("on").GetString(), entry.GetProperty("sha256").GetString());

        static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
    }

    [Fact]
    public void Agencies_that_sign_at_once_all_stand_in_the_file()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", File.ReadAllText(Workspace.ReferencePolicy));
        var agencies = Iom.Selection.Policies.Parsing.PolicyFile.Parse(File.ReadAllBytes(policy)).Agencies.ToArray();
        Parallel.ForEach(agencies, agency => Iom.Selection.Runs.Output.SignOffWriter.Add(policy, new Iom.Selection.Policies.PolicySignature(agency, "Synthetic Signer", "chair", new DateOnly(2026, 10, 1), "hash"), []));
        Assert.Equal(agencies.Order(), Iom.Selection.Extracts.SignOffFile.Read(policy).Select(signature => signature.Agency).Order());
    }

    [Fact]
    public void Lines_out_of_reach_and_the_starters_reasons_are_told()
    {
        using var work = new Workspace();
        string Check(Action<System.Text.Json.Nodes.JsonObject> change) => Tool.Run("policy", "check", Policies.With(work, "policy.json", change)).IsDone().Out;
        Assert.Contains("entry-out-of-reach: Nobody can reach the entry line of 999", Check(policy => policy["ranking"]!["entryFrom"] = 999), StringComparison.Ordinal);
        var always = Check(policy =>
        {
            foreach (var factor in policy["matrix"]!["factors"]!.AsArray())
            {
                factor!["notApplicable"] = 9;
                if (factor["bands"] is { } bands) foreach (var band in bands.AsArray()) band!["points"] = 9;
            }
        });
        Assert.Contains("entry-for-all: Everybody is at or above the entry line of 30", always, StringComparison.Ordinal);
        Assert.Contains("exit-out-of-reach: Nobody can be below the exit line of 20", always, StringComparison.Ordinal);
        var clean = Check(_ => { });
        foreach (var code in new[] { "entry-out-of-reach", "entry-for-all", "exit-out-of-reach", "starter-reason" }) Assert.DoesNotContain(code, clean, StringComparison.Ordinal);

        Tool.Run("policy", "new", "--out", work.PathOf("starter.json")).IsDone();
        Assert.Contains("starter-reason: frequency still has the starter's reason", Tool.Run("policy", "check", work.PathOf("starter.json")).IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_does_not_differ_from_itself_and_moves_nobody()
    {
        Assert.Contains("  There are no differences.", Lines(Tool.Run("policy", "diff", Workspace.ReferencePolicy, Workspace.ReferencePolicy).IsDone().Out));
        var printed = Tool.Run(
            "policy", "diff", Workspace.ReferencePolicy, Workspace.ReferencePolicy, "--extracts", SampleExtracts, "--as-of", SampleDate, "--capacity", "15").IsDone().Out;
        Assert.Contains("  No recommendation would change.", Lines(printed));
        Assert.DoesNotContain("SYNTHETIC", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_more_is_another_hash_and_no_difference()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", Reference("// none", "// nothing"));
        Assert.Contains("Nothing that counts differs", Tool.Run("policy", "diff", Workspace.ReferencePolicy, policy).IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_band_is_named_and_those_who_would_move_are_those_of_two_runs()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", Reference("{ \"from\": 1, \"points\": 5 }", "{ \"from\": 1, \"points\": 9 }"));
        var printed = Lines(Tool.Run(
            "policy", "diff", Workspace.ReferencePolicy, policy, "--extracts", SampleExtracts, "--as-of", SampleDate, "--capacity", "15").IsDone().Out);
        Assert.Contains("  matrix.factors[frequency].bands[from 1]: was 5 points; is 9 points", printed);

        var (before, after) = (Recommendations(work, Workspace.ReferencePolicy, "a"), Recommendations(work, policy, "b"));
        var moved = before.Where(person => after[person.Key] != person.Value).Select(person => $"{person.Key} {person.Value} {after[person.Key]}").Order(StringComparer.Ordinal);
        var listed = printed.Where(line => line.StartsWith("  SYNTHETIC-", StringComparison.Ordinal))
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..3])).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(moved, listed);
        Assert.NotEmpty(listed);
        Assert.Contains(printed, line => line.StartsWith("  SYNTHETIC-", StringComparison.Ordinal) && line.EndsWith("frequency 5 -> 9", StringComparison.Ordinal));
    }

    [Fact]
    public void The_starter_passes_check_and_ranks_the_sample()
    {
        using var work = new Workspace();
        var starter = work.PathOf("starter.json");
        Tool.Run("policy", "new", "--out", starter).IsDone();
        Assert.Contains("Usable", Tool.Run("policy", "check", starter).IsDone().Out, StringComparison.Ordinal);
        Tool.Run("policy", "show", starter).IsDone();
        Tool.Run("rank", "--extracts", SampleExtracts, "--policy", starter, "--as-of", SampleDate, "--capacity", "15", "--out", work.Out).IsDone();
        work.AssertWhole();
    }

    [Fact]
    public void The_starter_shows_every_key_of_the_schema()
    {
        using var work = new Workspace();
        var starter = work.PathOf("starter.json");
        Tool.Run("policy", "new", "--out", starter).IsDone();
        var text = File.ReadAllText(starter);
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Workspace.Repository, "docs", "policy.schema.json")));
        var keys = Keys(schema.RootElement).Distinct().ToArray();
        Assert.Contains("entryFrom", keys);
        Assert.All(keys, key => Assert.Contains($"\"{key}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_starter_replaces_nothing()
    {
        using var work = new Workspace();
        var own = work.File("own.json", "ours");
        Tool.Run("policy", "new", "--out", own).IsRefused(3, "exists", "own.json");
        Assert.Equal("ours", File.ReadAllText(own));
        Tool.Run("policy", "new", "--out", work.Outputs).IsRefused(3, "exists");
        Tool.Run("policy", "new", "--out", Path.Combine(own, "below.json")).IsRefused(3, "below.json");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("show", "", "")]
    [InlineData("show", "a.json", "--format", "html")]
    [InlineData("show", "a.json", "--as-of", "today")]
    [InlineData("show", "a.json", "--as-of", "0001-01-01")]
    [InlineData("diff", "a.json")]
    [InlineData("diff", "a.json", "")]
    [InlineData("diff", "a.json", "b.json", "c.json")]
    [InlineData("diff", "a.json", "b.json", "--extracts", "c")]
    [InlineData("diff", "a.json", "b.json", "--as-of", "2026-01-01", "--capacity", "3")]
    [InlineData("diff", "a.json", "b.json", "--extracts", "c", "--as-of", "2026-01-01", "--capacity", "-3")]
    [InlineData("new")]
    [InlineData("new", "--out", "")]
    public void A_wrong_command_line_is_2(params string[] args) => Tool.Run(["policy", .. args]).IsRefused(2);

    [Fact]
    public void A_policy_catalogue_or_folder_that_cannot_be_used_is_3_and_nothing_is_printed()
    {
        using var work = new Workspace();
        var (good, bad, none) = (Workspace.ReferencePolicy, work.File("bad.json", "{}"), work.PathOf("none"));
        string[][] commands =
        [
            ["show", bad], ["show", none], ["show", good, "--catalogue", none], ["diff", good, bad], ["diff", none, good],
            ["diff", good, good, "--extracts", none, "--as-of", SampleDate, "--capacity", "3"],
        ];
        Assert.All(commands, command => Assert.Equal("", Tool.Run(["policy", .. command]).IsRefused(3).Out));
    }

    private static Dictionary<string, string> Recommendations(Workspace work, string policy, string name)
    {
        var folder = work.PathOf(name);
        Tool.Run("rank", "--extracts", SampleExtracts, "--policy", policy, "--as-of", SampleDate, "--capacity", "15", "--out", folder, "--quiet").IsDone();
        return File.ReadAllLines(Path.Combine(folder, "ranking.csv"))[1..].Select(line => line.Split(',')).ToDictionary(cells => cells[1], cells => cells[2]);
    }

    private static IEnumerable<string> Keys(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(Keys);
        if (element.ValueKind != JsonValueKind.Object) return [];
        return element.EnumerateObject().SelectMany(property =>
            property.Name == "properties" ? property.Value.EnumerateObject().SelectMany(key => Keys(key.Value).Prepend(key.Name)) : Keys(property.Value));
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string Reference(string old, string @new)
    {
        var text = File.ReadAllText(Workspace.ReferencePolicy);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return text[..at] + @new + text[(at + old.Length)..];
    }
}
