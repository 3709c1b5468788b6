using Iom.Selection.Unchanged.Tools;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>The samples of the repository, with every verb there is.</summary>
internal static class Samples
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    public static JobSet All(string repository, string work)
    {
        var samples = Path.Combine(repository, "samples");
        var policy = Path.Combine(samples, "reference", "policy.json");
        var extracts = new RankingInputs(Path.Combine(samples, "extracts"), policy, AsOf, 40);
        var agency = extracts with { Extracts = Path.Combine(samples, "agency") };
        var inputs = Directory.CreateDirectory(Path.Combine(work, "inputs", "samples")).FullName;
        return new JobSet("samples",
        [
            new Job("extracts", old => Meetings(old, extracts, inputs, Path.Combine(samples, "decisions.csv"))),
            new Job("agency", old => Agency(old, agency)),
            new Job("audit", old => Audits(extracts, agency)),
            new Job("policies", _ => Policies(extracts, inputs, Path.Combine(repository, "tests", "Iom.Selection.Extracts.Tests", "Cases"))),
            new Job("samples", _ => NewSamples()),
            new Job("refusals", _ => Refusals(extracts, inputs)),
            new Job("command-line", _ => CommandLines(extracts)),
        ]);
    }

    private static IEnumerable<Command> Meetings(Side old, RankingInputs inputs, string work, string decisions)
    {
        var september = inputs.At(new DateOnly(2026, 9, 30));
        Command[] before =
        [
            inputs.Rank("--out", "rank", "--log", "runs.jsonl"), inputs.Rank("--out", "rank-all", "--all-points", "--threads", "1"),
            inputs.Rank("--out", "rank"), inputs.Rank("--out", "rank", "--overwrite", "--quiet"), inputs.Rank("--out", "strict", "--max-refused", "0"),
            inputs.Rank("--out", "none", "--log", "no-such-folder/runs.jsonl"),
            september.Rank("--out", "september"), inputs.At(new DateOnly(2026, 8, 31)).Rank("--out", "august", "--all-points", "--quiet"),
            inputs.Check("--as-of", "2026-10-31"), inputs.Check(),
            inputs.Review("--out", "runs/review", "--earlier", "september", "--log", "runs.jsonl"), inputs.Review("--out", "review-two", "--earlier", "september", "--earlier", "august"),
        ];
        foreach (var command in before) yield return command;
        yield return inputs.Review("--out", "review-north", "--area", "North", "--area", "Central", "--quiet");
        yield return inputs.Review("--out", "review-other", "--earlier", "rank", "--threads", "1");
        foreach (var id in Rankings.SomeIds(old, "rank", 6))
        {
            foreach (var command in Rankings.Explanations(inputs, id)) yield return command;
        }
        yield return inputs.Explain("nobody");

        yield return new Command("decisions record", "--log", "decisions.jsonl", "--from", decisions, "--policy", inputs.Policy, "--run", "runs/review");
        yield return new Command("decisions record", "--log", "decisions.jsonl", "--from", decisions, "--policy", inputs.Policy, "--run", "runs/review");
        // A panel that comes back to it decides otherwise.
        var reversal = Path.Combine(work, "reversal.csv");
        File.WriteAllText(reversal, "offender_id;recommendation;decision;reason;by;role;agency;date;grounds\r\n" +
            "SYNTHETIC-000121;consider_deselection;retain;Invented: thought again.;Panel chair (invented);chair;council;12/11/2026;support_complete\r\n" +
            "SYNTHETIC-000151;consider_deselection;deselect;\"Invented: the housing; it ends.\";Panel chair (invented);chair;Police DIP;12/11/2026;sustained_desistance\r\n");
        yield return new Command("decisions record", "--log", "decisions.jsonl", "--from", reversal, "--dates", "dd/MM/yyyy");
        yield return new Command("decisions record", "--log", "decisions.jsonl", "--from", reversal);
        yield return new Command("decisions verify", "--log", "decisions.jsonl");
        yield return new Command("decisions verify", side => ["decisions", "verify", "--log", "decisions.jsonl", "--head", HeadOf(side)]);
        yield return new Command("decisions verify", "--log", "decisions.jsonl", "--head", new string('1', 64));
        yield return new Command("decisions report", "--log", "decisions.jsonl", "--policy", inputs.Policy);
        yield return new Command("decisions report", "--log", "decisions.jsonl");
        yield return new Command("decisions exits", "--log", "decisions.jsonl", "--run", "runs/review", "--out", "leaving/exits");
        yield return new Command("decisions exits", "--log", "decisions.jsonl", "--run", "rank", "--out", "exits-of-a-ranking");
        yield return new Command("decisions verify", "--log", "no-such-log.jsonl");

        yield return new Command("compare", "--before", "september", "--after", "rank", "--policy", inputs.Policy, "--out", "compared-with-october");
        // A proof names runs of one day in the order of their hashes, which hang on every allowed difference: so no folder that is purged holds two of a day.
        yield return new Command("compare", "--before", "august", "--after", "september", "--policy", inputs.Policy, "--out", "runs/compared");
        yield return new Command("compare", "--before", "august", "--after", "rank-all", "--out", "compared");
        yield return new Command("compare", "--before", "august", "--after", "runs/review", "--out", "compared-with-a-review");
        yield return new Command("purge", "--runs", "runs", "--before", "2027-01-01", "--policy", inputs.Policy, "--decisions", "decisions.jsonl");
        yield return new Command("purge", "--runs", "runs", "--before", "2040-01-01", "--policy", inputs.Policy, "--decisions", "decisions.jsonl");
        yield return new Command("purge", "--runs", "leaving", "--before", "2040-01-01", "--policy", inputs.Policy);
        yield return new Command("decisions verify", "--log", "decisions.jsonl");
        yield return new Command("decisions record", "--log", "decisions.jsonl", "--from", decisions, "--policy", inputs.Policy);
        yield return new Command("decisions report", "--log", "decisions.jsonl", "--policy", inputs.Policy);
    }

    private static IEnumerable<Command> Agency(Side old, RankingInputs inputs)
    {
        Command[] before =
        [
            inputs.Check("--as-of", "2026-10-31"), inputs.Check(), inputs.Rank("--out", "rank"), inputs.Rank("--out", "rank-all", "--all-points", "--threads", "1"),
            inputs.Review("--out", "review"),
        ];
        foreach (var command in before) yield return command;
        foreach (var id in Rankings.SomeIds(old, "rank", 2))
        {
            foreach (var command in Rankings.Explanations(inputs, id)) yield return command;
        }
    }

    private static IEnumerable<Command> Audits(RankingInputs inputs, RankingInputs agency)
    {
        string[] Audit(string run, string output, params string[] more) =>
        [
            "--run", run, "--extracts", inputs.Extracts, "--policy", inputs.Policy, "--characteristics", Path.Combine(inputs.Extracts, "characteristics.csv"), "--out", output, .. more,
        ];
        yield return inputs.Rank("--out", "rank", "--quiet");
        yield return inputs.At(new DateOnly(2026, 9, 30)).Rank("--out", "september", "--quiet", "--all-points");
        yield return inputs.Review("--out", "review", "--quiet");
        yield return new Command("decisions record", "--log", "decisions.jsonl", "--from", Path.Combine(Path.GetDirectoryName(inputs.Extracts)!, "decisions.csv"));
        yield return new Command("sample", "--offenders", "300", "--seed", "1", "--as-of", "2028-04-30", "--out", "later", "--quiet");
        yield return new Command("audit", Audit("rank", "audit", "--cross", "sex,ethnicity"));
        yield return new Command("audit", Audit("rank", "audit-decided", "--decisions", "decisions.jsonl", "--threads", "1", "--quiet"));
        yield return new Command("audit", Audit("rank", "audit-statistics", "--for", "statistics"));
        yield return new Command("audit", Audit("rank", "audit-outcomes", "--outcomes", "later", "--reference", "sex=F"));
        yield return new Command("audit", Audit("rank", "audit-statistics-outcomes", "--outcomes", "later", "--for", "statistics"));
        yield return new Command("audit", Audit("september", "audit-two", "--run", "rank"));
        yield return new Command("audit", Audit("review", "audit-of-a-review"));
        yield return new Command("audit", Audit("rank", "audit-no-such-group", "--reference", "sex=no such group"));
        yield return new Command("audit", ["--run", "rank", "--extracts", agency.Extracts, .. Audit("rank", "audit-other-extracts")[4..]]);
    }

    private static IEnumerable<Command> Policies(RankingInputs inputs, string work, string cases)
    {
        var reference = File.ReadAllText(inputs.Policy);
        string Changed(string name, string old, string @new)
        {
            var path = Path.Combine(work, name + ".json");
            if (!reference.Contains(old, StringComparison.Ordinal)) throw new InvalidOperationException($"The reference policy has no {old} to change.");
            File.WriteAllText(path, reference.Replace(old, @new, StringComparison.Ordinal));
            return path;
        }
        yield return new Command("policy new", "--out", "new.json");
        yield return new Command("policy new", "--out", "new.json");
        yield return new Command("policy check", "new.json");
        yield return new Command("policy show", "new.json", "--as-of", "2026-10-31");
        string[] sound = [inputs.Policy, .. Directory.EnumerateDirectories(cases).Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "policy.json"))];
        foreach (var policy in sound)
        {
            yield return new Command("policy check", policy);
            yield return new Command("policy show", policy, "--as-of", "2026-10-31");
            yield return new Command("policy show", policy, "--as-of", "2026-10-31", "--format", "markdown");
            yield return new Command("policy show", policy, "--as-of", "2024-02-29", "--catalogue", Path.Combine(cases, "1", "catalogue.csv"));
            yield return new Command("policy diff", inputs.Policy, policy);
        }

        string[] others =
        [
            Changed("lower-line", "\"entryFrom\": 30", "\"entryFrom\": 24"), Changed("other-window", "\"months\": 12, \"atLiberty\": true", "\"months\": 24"),
            Changed("other-points", "{ \"from\": 10, \"points\": 20 }", "{ \"from\": 8, \"points\": 25 }"), Changed("no-youth", "\"ifMissing\": \"withhold\", ", ""),
            Changed("cohorts-first", "\"order\": \"points\"", "\"order\": \"cohort-then-points\""), Changed("shorter-stay", "\"minimumMonths\": 6", "\"minimumMonths\": 1"),
        ];
        foreach (var other in others)
        {
            yield return new Command("policy check", other);
            yield return new Command("policy diff", inputs.Policy, other);
            yield return new Command("policy diff", [inputs.Policy, other, "--extracts", inputs.Extracts, "--as-of", "2026-10-31", "--capacity", "40"]);
        }

        string[] wrong =
        [
            Changed("unknown-key", "\"reserve\"", "\"reserves\""), Changed("no-first-band", "{ \"from\": 0, \"points\": 8 },", ""), Changed("wrong-kind", "offence-count", "arrests"),
            Changed("wrong-field", "\"deceased\", \"is\": [\"yes\"]", "\"deceased\", \"is\": [\"maybe\"]"), Changed("exit-above", "\"exitBelow\": 20", "\"exitBelow\": 31"), Changed("half", "\"cohorts\"", "}"),
            Changed("twice", "\"id\": \"flex\"", "\"id\": \"fixed\""), Changed("wrong-date", "2027-10-01", "2027-02-30"), Changed("wrong-panel", "\"leastToDeselect\": 2", "\"leastToDeselect\": 1"),
        ];
        foreach (var other in wrong)
        {
            yield return new Command("policy check", other);
            yield return new Command("policy show", other);
            yield return (inputs with { Policy = other }).Rank("--out", "no-run");
        }
        var lean = Changed("no-review", "\"review\": {", "\"fairness\": {"); // Two blocks of one name: refused too.
        yield return new Command("policy check", lean);
        yield return new Command("policy check", "no-such-policy.json");
    }

    private static IEnumerable<Command> NewSamples()
    {
        yield return new Command("sample", "--offenders", "300", "--seed", "1", "--out", "once");
        yield return new Command("sample", "--offenders", "120", "--seed", "7", "--out", "other", "--as-of", "2025-03-31", "--no-difference");
        yield return new Command("sample", "--offenders", "1", "--seed", "0", "--out", "one", "--quiet");
        yield return new Command("sample", "--offenders", "1", "--seed", "0", "--out", "one");
    }

    private static IEnumerable<Command> Refusals(RankingInputs inputs, string work)
    {
        var number = 0;
        foreach (var change in Faults)
        {
            var folder = Path.Combine(work, $"fault-{++number}");
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(inputs.Extracts)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            change(folder);
            var faulty = inputs with { Extracts = folder };
            yield return faulty.Check("--as-of", "2026-10-31");
            yield return faulty.Rank("--out", $"rank-{number}");
            yield return faulty.Review("--out", $"review-{number}");
            yield return faulty.Explain("SYNTHETIC-000001");
        }
        yield return (inputs with { Extracts = "no-such-folder" }).Rank("--out", "no-run");
        yield return (inputs with { Policy = "no-such-policy.json" }).Rank("--out", "no-run");
        yield return (inputs with { Catalogue = "no-such-catalogue.csv" }).Rank("--out", "no-run");
        yield return (inputs with { Catalogue = Path.Combine(inputs.Extracts, "offences.csv") }).Rank("--out", "no-run");
        yield return inputs.Rank("--out", "no-run", "--map", "no-such-map.json");
        yield return inputs.Review("--out", "no-run", "--earlier", "no-such-run");
        yield return inputs.Explain("SYNTHETIC-000001", "--texts", "no-such-texts.json");
        yield return new Command("compare", "--before", "no-such-run", "--after", "no-such-run", "--out", "no-run");
        yield return new Command("purge", "--runs", "no-such-folder", "--before", "2030-01-01", "--policy", inputs.Policy);
    }

    /// <summary>What can be wrong with a folder as a whole.</summary>
    private static readonly Action<string>[] Faults =
    [
        folder => File.Delete(Path.Combine(folder, "offenders.csv")),
        folder => File.Delete(Path.Combine(folder, "offences.csv")),
        folder => File.WriteAllText(Path.Combine(folder, "offenders.csv"), ""),
        folder => File.WriteAllText(Path.Combine(folder, "offences.csv"), "offender_id,offence_id\nSYNTHETIC-000001,F1\n"),
        folder => File.WriteAllText(Path.Combine(folder, "custody.csv"), "offender_id,from,from,to\n"),
        folder => File.WriteAllText(Path.Combine(folder, "offenders.csv"), "offender_id,area\n"),
        folder => File.WriteAllText(Path.Combine(folder, "Offence.csv"), "offender_id\n"),
        folder => Directory.CreateDirectory(Path.Combine(folder, "extra")),
        folder => File.Delete(Path.Combine(folder, "drug_tests.csv")),
        folder => { foreach (var name in "custody identities memberships panel engagement support supervision".Split(' ')) File.Delete(Path.Combine(folder, name + ".csv")); },
        folder => Map(folder, """{ "offences": { "fle": "x.csv" } }"""),
        folder => Map(folder, """{ "offences": { "file": "x.csv" } }"""),
        folder => Map(folder, """{ "offences": { "file": "offenders.csv" } }"""),
        folder => Map(folder, """{ "offences": { "dates": ["dd/MM/yyyy", "MM/dd/yyyy"] } }"""),
        folder => Map(folder, """{ "offences": { "columns": { "offender_id": "not there" } } }"""),
        folder => Map(folder, """{ "custody": { "encoding": "ebcdic" } }"""),
        folder => Map(folder, """{ "custody": """),
        folder => Map(folder, """{ "custody": { "idSystem": "nobody's" } }"""),
        folder => { Map(folder, """{ "custody": { "idSystem": "niche" } }"""); File.Delete(Path.Combine(folder, "identities.csv")); },
    ];

    private static void Map(string folder, string map) => File.WriteAllText(Path.Combine(folder, "extract-map.json"), map);

    private static IEnumerable<Command> CommandLines(RankingInputs inputs)
    {
        foreach (var verb in new[] { "", "check", "rank", "explain", "review", "audit", "compare", "decisions", "decisions record", "decisions verify", "decisions report", "decisions exits", "purge", "policy", "policy check", "policy show", "policy diff", "policy new", "sample" })
        {
            yield return new Command(verb, "--help");
            yield return new Command(verb);
            yield return new Command(verb, "--no-such-option", "1");
        }
        yield return new Command("no-such-verb");
        yield return new Command("rank", inputs.Options("--out", ""));
        yield return new Command("rank", inputs.Options("--out", "no-run", "--threads", "0"));
        yield return new Command("rank", inputs.Options("--out", "no-run", "--max-refused", "101"));
        yield return new Command("rank", (inputs with { Capacity = -1 }).Options("--out", "no-run"));
        yield return new Command("rank", "--as-of", "31/10/2026");
        yield return new Command("explain", inputs.Options("--offender", "SYNTHETIC-000001", "--audience", "press"));
        yield return new Command("explain", inputs.Options("--offender", " "));
        yield return new Command("policy diff", inputs.Policy, inputs.Policy, "--as-of", "2026-10-31");
        yield return new Command("decisions verify", "--log", "x", "--head", "12");
        yield return new Command("audit", "--run", "x", "--run", "y", "--for", "statistics");
        yield return new Command("sample", "--offenders", "0", "--seed", "1", "--out", "no-sample");
    }

    private static string HeadOf(Side side)
    {
        var last = side.Text("decisions.jsonl").TrimEnd('\n').Split('\n')[^1];
        using var entry = System.Text.Json.JsonDocument.Parse(last);
        return entry.RootElement.GetProperty("hash").GetString()!;
    }
}
