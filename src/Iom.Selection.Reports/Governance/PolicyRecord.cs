using System.Globalization;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Reports.Governance;

/// <summary>Drafts what a partnership has to say of its policy: to the public, to its committee, and in its assessments. What a person must write is marked.</summary>
public static class PolicyRecord
{
    /// <summary>How a place for a person to write begins.</summary>
    public const string Mark = "TO WRITE:";

    // Equality Act 2010, section 4.
    private static readonly string[] Characteristics =
        ["age", "disability", "gender reassignment", "marriage and civil partnership", "pregnancy and maternity", "race", "religion or belief", "sex", "sexual orientation"];

    private const string Source = "Algorithmic Transparency Recording Standard, version 4";

    /// <summary>The drafts, by the name of their file.</summary>
    /// <param name="input">What they are made from.</param>
    /// <returns>Markdown by file name.</returns>
    public static IReadOnlyList<(string Name, string Text)> Draft(RecordInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return
        [
            ("transparency-record.md", Write(text => TransparencyRecord(text, input))), ("committee-pack.md", Write(text => CommitteePack(text, input))), ("model-card.md", Write(text => ModelCard(text, input))),
            ("dpia-starter.md", Write(text => DataProtection(text, input))), ("eqia-starter.md", Write(text => Equality(text, input))),
        ];
    }

    private static void TransparencyRecord(DocumentText text, RecordInput input)
    {
        var policy = input.Policy;
        text.Heading(1, $"Algorithmic transparency record: {policy.Title}");
        text.Strong($"A draft in the order of the {Source}. What the files know is filled in; whatever begins with \"{Mark}\" is for a person. Check each line before it is published.");
        Fields("0. At a glance",
            ("0.1 Title", policy.Title), ("0.2 Organisation name", Ask("the organisation that answers for the tool")), ("0.3 Phase", Ask("idea, design, development, beta, production or retired")),
            ("0.4 Region", Ask("the area the scheme covers")),
            ("0.5 One sentence", $"A points table that the partnership wrote adds up what agencies have recorded about people with proven offences, and proposes whom a panel should talk about for {Cohorts(policy)}; people decide."));
        Fields("1. Summary",
            ("1.1 Name", $"{policy.Id} {policy.Version}"),
            ("1.2 Description", $"It counts {Plural.Format(policy.Factors.Length, "thing")}: {string.Join("; ", policy.Factors.Select(factor => factor.Title))}. It recommends, and changes nothing by itself."),
            ("1.3 Website", Ask("the address of a public page, or that there is none")), ("1.4 Contact", Ask("an address that is read")));
        Fields("2.1 Owner and responsibility",
            ("2.1.1 Organisation or department", policy.Agencies.IsEmpty ? Ask("who owns the policy") : $"The partnership of {string.Join(", ", policy.Agencies)}"), ("2.1.2 Team", Ask("the team that runs it")),
            ("2.1.3 Senior responsible owner", Signatories(input) is { Length: > 0 } signed ? $"Signed by {signed}. {Ask("which of them is the owner")}" : Ask("role of the owner; nobody has signed this text of the policy")),
            ("2.1.4 Third parties", $"The software is Iom.Selection, open source under the MIT licence; it runs on the partnership's own machine and sends nothing anywhere. {Ask("supplier of anything else, its number at Companies House, its role, how it was bought, and whether it sees data")}"));
        Fields("2.2 Description and rationale",
            ("2.2.1 Detailed description", "The matrix is below, as the table it is."), ("2.2.x Scope", $"People with a proven offence, members of the cohort and people whom an agency nominated in the last 12 months. {Rules(policy)}"),
            ("2.2.x Benefit", Found(input, found => found.Effect(), "what it is for, and how that will be seen; iom evaluate gives figures (--run)")), ("2.2.x Previous process", Ask("how people were chosen before")),
            ("2.2.x Alternatives considered", policy.Fairness.Alternatives.IsEmpty ? Ask("other matrices that were tried; iom audit says what they would have done") : $"The policy names {string.Join(", ", policy.Fairness.Alternatives.Select(alternative => alternative.Id))}; iom audit says what each would have done. {Ask("why they were not taken")}"));
        Matrix(text, policy);
        Fields("2.3 Decision-making",
            ("2.3.1 Process integration", "The tool proposes; a panel of agencies decides, each agency with one voice, and its decision is recorded apart from the recommendation. Nothing changes a cohort but a recorded decision."),
            ("2.3.2 Human review", $"{(policy.Panel is { } panel ? FormattableString.Invariant($"At least {panel.LeastToSelect} agencies must say so to take somebody on, {panel.LeastToDeselect} to let somebody go. ") : "")}iom decisions report says how often the panel agreed. {Ask("who decides, with what training, and the agreement rate")}"),
            ("2.3.x Frequency and scale", $"{Scale(input)} {Ask("how often it is run, and who sees it")}"), ("2.3.x Training", Ask("what training people have before they use it")),
            ("2.3.x Appeals and review", $"Each person can be given a page in plain words that lists the records counted, so that a wrong one can be challenged. {Ask("to whom, by when, and what happens meanwhile; for the output and for the whole process")}"));
        Fields("2.4 Tool specification",
            ("2.4.1.2 System-level input", $"{Inputs(policy)} {Ask("where each extract comes from, and how often")}"), ("2.4.1.3 System-level output", "A ranked list with a recommendation, points by factor and reason codes; an explanation of each figure down to its records; what is missing or in conflict."),
            ("2.4.1.5 Models", Models(policy)), ("2.4.2.2 Model version", $"{policy.Version}, SHA-256 {policy.Sha256}"), ("2.4.2.x Model performance", Found(input, found => found.Performance(), "what follows from it; figures come from iom backtest (--run)")),
            ("2.4.3.1 Development data", policy.Model is null ? "None: the points were set by people. If a matrix was learned, say from what." : $"Of the points table none: they were set by people. {Ask("of the model: what it was trained from, as its model card has it")}"),
            ("2.4.3.4 and 2.4.4.2 Sensitive attributes", $"No protected characteristic is read by any rule or figure, nor postcode, nationality, stop-and-search, intelligence or arrests{(ReadsYouth(policy) ? "; whether somebody is under 18 is read to keep children out" : "")}. The audit joins characteristics after everything was proposed."));
        Fields("2.5 Risks, mitigations and impact assessments",
            ("2.5.1 Impact assessments", Found(input, found => found.Fairness(), "numbers and dates of the data protection and the equality impact assessment")), ("2.5.2 Risks and mitigations", "See below: what the checks of the policy warn of."));
        Warnings(text, input);

        void Fields(string title, params (string Field, string Says)[] fields)
        {
            text.Heading(2, title);
            text.Table(["field", "says"], fields.Select(field => (IReadOnlyList<string>)[field.Field, field.Says.Trim()]));
        }
    }

    private static void CommitteePack(DocumentText text, RecordInput input)
    {
        var policy = input.Policy;
        text.Heading(1, $"For the committee: {policy.Title}");
        text.Strong($"{policy.Id} {policy.Version}, SHA-256 {policy.Sha256}. {(Signatories(input) is { Length: > 0 } signed ? $"Signed by {signed}." : "Nobody has signed this text.")}");
        text.Heading(2, "Purpose");
        text.Paragraph(Ask("what the partnership wants to reach, and why points are the way to it"));
        text.Heading(2, "Data");
        text.Paragraph(Inputs(policy));
        text.Paragraph(Scale(input));
        text.Heading(2, "Errors, both ways");
        text.List(
        [
            $"Somebody who did not need it is put before the panel: {Found(input, found => found.FalseAlarms(), "what that costs the person; figures come from iom backtest (--run), and by group from iom audit --outcomes")}",
            $"Somebody who needed it is not: {Found(input, found => found.Missed(), "what that costs them and others; figures come from iom backtest (--run)")}",
            $"{Plural.Format(policy.Factors.Count(factor => factor.Measure.Reads == MeasuredRecords.Offences), "factor reads", "factors read")} offences as they were recorded: an offence that nobody found is not there, and whoever is watched more is found more.",
        ]);
        text.Heading(2, "Benefit to the person");
        text.Paragraph(Found(input, found => found.Effect(), "what somebody who is selected gets that they would not get otherwise, and whether it can be refused"));
        text.Heading(2, "Differences between groups");
        text.Paragraph(Found(input, found => found.Fairness(), "what the partnership makes of them; figures come from iom audit (--run)"));
        text.Heading(2, "Who can contest, and how");
        text.Paragraph($"The person, by the page that lists what was counted; any agency of the panel. {Ask("to whom, and what happens until it is settled")}");
        text.Heading(2, "What changed since last time");
        if (input.Earlier is not { } earlier) text.Paragraph("No earlier policy was given (--earlier).");
        else if (PolicyComparison.Changes(earlier, policy) is { Count: > 0 } changes) text.List(changes.Select(change => change.ToString()));
        else text.Paragraph($"Nothing that is read. The earlier one is {earlier.Id} {earlier.Version}, SHA-256 {earlier.Sha256}.");
        Warnings(text, input);
        text.Heading(2, "Questions to ask");
        text.List(["Which factor would you take out if you had to, and what would change?", "What would have to be found for you to stop?", "Who of those affected was asked?"]);
    }

    private static string Models(Policy policy) => policy.Model switch
    {
        null => "Rules: an explicit points table. No model was trained, and nothing learns.",
        { Role: ModelRole.Advisory } => $"Rules: an explicit points table. Beside it a model trained on past records gives points that the panel sees; it orders nobody ({PolicyWords.DescribeModel(policy)}). It does not learn on.",
        { Role: ModelRole.TieBreak } => $"Rules: an explicit points table. A model trained on past records orders people whom the table finds equal, before a lot ({PolicyWords.DescribeModel(policy)}). It does not learn on.",
    };

    private static void ModelCard(DocumentText text, RecordInput input)
    {
        var policy = input.Policy;
        text.Heading(1, $"Card: {policy.Id} {policy.Version}");
        text.Table(["", "says"],
        [
            ["Kind", policy.Model is null ? "An explicit points table; not learned from data." : Models(policy)], ["SHA-256", policy.Sha256], ["Intended use", "To propose to a panel whom to talk about for a place. People decide."],
            ["Not for", "Predicting what anybody will do; evidence; bail, sentence or release; people under 18; anybody outside the scope."], ["Entry line", Plural.Format(policy.EntryFrom, "point")], ["Exit line", Plural.Format(policy.ExitBelow, "point")],
            ["Order", PolicyWords.Order(policy)], ["To be looked at again by", IsoDate.Text(policy.ReviewBy) ?? Ask("a date")], ["Figures", Scale(input)], ["Performance", Found(input, found => found.Performance(), "what follows from it; figures come from iom backtest (--run)")], ["Effect", Found(input, found => found.Effect(), "what follows from it; figures come from iom evaluate (--run)")],
            ["Fairness", Found(input, found => found.Fairness(), "how little so many people can show; figures come from iom audit (--run)")], ["Limits", "It sees what is recorded. Missing is never zero: who lacks a fact is ranked by the fewest points it can mean, and marked."],
        ]);
        Matrix(text, policy);
        Warnings(text, input);
    }

    private static void DataProtection(DocumentText text, RecordInput input)
    {
        var policy = input.Policy;
        text.Heading(1, "Data protection impact assessment: a starter");
        text.Strong("Data Protection Act 2018, section 64. It is a start, and no assessment: a person has to write it, and ask those affected.");
        text.Heading(2, "What is processed, and how");
        text.List(
        [
            Inputs(policy), "Output: a rank, points and a recommendation about each person in scope, with reasons.", "No automated decision: a panel decides (sections 49 to 50D).",
            policy.Retention is { } retention ? FormattableString.Invariant($"Kept: files of a run {retention.RunMonths} months, what a decision says {retention.DecisionMonths} months; iom purge takes them away and proves it.") : $"The policy says nothing about how long files are kept. {Ask("how long, and why")}",
            "Where: on the partnership's own machine. The tool opens no network connection.",
        ]);
        text.Heading(2, "For people to write");
        text.List([Ask("lawful basis, and for sensitive processing the condition of Schedule 8"), Ask("why it is necessary and in proportion"), Ask("what those affected said"), Ask("who sees the output, and how access is logged (section 62)"), Ask("sharing agreements between the agencies")]);
        text.Heading(2, "Risks to people, and what meets them");
        text.Table(["risk", "what the tool does", "what is left"],
        [
            ["A wrong record counts", "Records that contradict each other never count against somebody; each person can be given the list of what counted", Ask("how a correction reaches the agency")],
            ["A list of people who were let go lives on", "Purge by date, with proof", Ask("copies outside the tool: printouts, names pages, mail")],
            ["More is shared than needed", "Pages for the panel, for everybody else and for the person show different things", Ask("who gets which")],
            ["The machine decides in fact", "Agreement is counted, and too much is an alarm", Ask("what the panel reads besides")],
        ]);
        Warnings(text, input);
    }

    private static void Equality(DocumentText text, RecordInput input)
    {
        text.Heading(1, "Equality impact assessment: a starter");
        text.Strong("Equality Act 2010, section 149. It is a start, and no assessment.");
        text.Heading(2, "What is known from the files");
        text.List(
        [
            "None of the nine protected characteristics is read by a rule or a figure. That does not make the outcome fair: what is counted can stand for a characteristic.",
            $"The policy asks the audit for {Plural.Format(input.Policy.Fairness.Thresholds.Length, "threshold")}, at level {input.Policy.Fairness.Level.ToString(CultureInfo.InvariantCulture)}.",
            .. new RunFindings(input).Fairness() is { Length: > 0 } fairness ? [fairness] : Array.Empty<string>(),
            ReadsYouth(input.Policy) ? "Whether somebody is under 18 is read, to keep children out of the ranking." : "No rule reads whether somebody is under 18.",
        ]);
        text.Heading(2, "By characteristic");
        text.Table(["characteristic", "what the audit shows", "what people say", "what will be done"], Characteristics.Select(characteristic => (IReadOnlyList<string>)[characteristic, Found(input, found => found.Fairness(characteristic), "what it means, or why it cannot be looked at"), Ask("views"), Ask("action")]));
        Warnings(text, input);
    }

    private static void Matrix(DocumentText text, Policy policy)
    {
        text.Heading(2, "The matrix");
        text.Table(["what counts", "measured how", "values and points", "does not apply", "why"], policy.Factors.Select(factor => (IReadOnlyList<string>)
        [
            factor.Title, PolicyWords.Describe(factor.Measure), string.Join("; ", PolicyWords.Bands(factor).Zip(factor.Bands, (values, band) => $"{values}: {Plural.Format(band.Points.Value, "point")}")),
            factor.Measure.MayNotApply ? Plural.Format(factor.NotApplicable.Value, "point") : "never", factor.Why.Length > 0 ? factor.Why : Ask("the reason for it"),
        ]));
    }

    private static void Warnings(DocumentText text, RecordInput input)
    {
        text.Heading(2, "What the checks of the policy warn of");
        if (input.Warnings.Count == 0) text.Paragraph("Nothing.");
        else text.Table(["warning", "what is done about it"], input.Warnings.Select(warning => (IReadOnlyList<string>)[warning.Message, Ask("mitigation, or why it is accepted")]));
    }

    private static string Inputs(Policy policy)
    {
        string[] read =
        [
            "offences with code, date and outcome", .. policy.Factors.Any(factor => factor.Measure.Reads == MeasuredRecords.DrugTests) ? ["drug tests"] : Array.Empty<string>(),
            .. policy.Factors.Any(factor => factor.Measure.Reads == MeasuredRecords.RiskScores) ? ["results of risk instruments"] : Array.Empty<string>(), .. policy.Factors.Any(factor => factor.Measure is Measure.MappaLevel) ? ["the MAPPA level"] : Array.Empty<string>(),
            .. policy.Factors.Any(factor => factor.Measure.Filter?.AtLiberty == true) ? ["times in custody"] : Array.Empty<string>(), "membership of the cohort", "nominations (worth no points)",
        ];
        return $"Read: {string.Join(", ", read)}.";
    }

    private static string Rules(Policy policy) => policy.Eligibility.IsEmpty ? "" : $"Not ranked, or flagged: {string.Join(" ", policy.Eligibility.Select(rule => $"{PolicyWords.Describe(rule)} {rule.Why}".TrimEnd()))}";

    private static bool ReadsYouth(Policy policy) => policy.Eligibility.Any(rule => PolicyWords.Describe(rule).Contains("youth", StringComparison.OrdinalIgnoreCase));

    private static string Cohorts(Policy policy) => policy.Cohorts is [var only] ? $"the cohort {only.Title}" : $"the cohorts {string.Join(", ", policy.Cohorts.Select(cohort => cohort.Title))}";

    private static string Signatories(RecordInput input) => string.Join("; ", input.Signatures.Where(signature => signature.Sha256 == input.Policy.Sha256).Select(signature => $"{signature.By}, {signature.Role} ({signature.Agency}, {IsoDate.Text(signature.On)})"));

    private static string Scale(RecordInput input) => input is { Run: { } run, Manifest: { } manifest }
        ? $"As of {IsoDate.Text(run.AsOf)}: {Count(manifest, "people", "read")} people read, {Count(manifest, "people", "ranked")} ranked, {Count(manifest, "places", "capacity")} places, {Count(manifest, "places", "free")} of them free; {Count(manifest, "rows", "read")} rows read, {Count(manifest, "rows", "refused")} refused."
        : "No run was given (--run), so there are no figures.";

    private static string Count(JsonElement manifest, string section, string name) => manifest.GetProperty(section).GetProperty(name).GetInt64().ToString("#,0", CultureInfo.InvariantCulture);

    // What the files know first, then what a person must write.
    private static string Found(RecordInput input, Func<RunFindings, string> find, string ask) => find(new RunFindings(input)) is { Length: > 0 } found ? $"{found} {Ask(ask)}" : Ask(ask);

    private static string Ask(string what) => $"{Mark} {what}.";

    private static string Write(Action<DocumentText> write)
    {
        var text = new MarkdownText();
        write(text);
        return text.ToString();
    }
}
