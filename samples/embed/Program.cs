using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Offences;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;

// Score one person
var policy = PolicyFile.Parse(File.ReadAllBytes("samples/reference/policy.json"));
var asOf = new DateOnly(2026, 10, 31);
var scorer = new Scorer(policy, OffenceCatalogue.BuiltIn, asOf, SuppliedExtracts.All);

var person = new CaseFile(new Offender(new OffenderId("SYNTHETIC-1")) { Youth = false, Location = Location.Community, MappaLevel = MappaLevel.None })
{
    Offences = [new OffenceReport("F1", "028/03", new DateOnly(2026, 9, 1), OffenceOutcome.Convicted)],
};
Scorecard scorecard = scorer.Score(person, withRecords: true);
foreach (var contribution in scorecard.Contributions)
    Console.WriteLine($"{contribution.Least,3}  {contribution.Factor.Title}");
Console.WriteLine($"{scorecard.Total,3}  in all");

// Rank a sequence
var other = new CaseFile(new Offender(new OffenderId("SYNTHETIC-2")) { Youth = false, Location = Location.Community, MappaLevel = MappaLevel.Level2 })
{
    Offences = [.. Enumerable.Range(1, 6).Select(i => new OffenceReport($"G{i}", "03401", asOf.AddDays(-20 * i), OffenceOutcome.Convicted))],
};
CaseFile[] people = [person, other];

var assessor = new Assessor(scorer);
var proposal = Proposal.For(policy, asOf, capacity: 1, [.. people.AsParallel().AsOrdered().Select(assessor.Assess)]);
foreach (var row in proposal.Rows)
    Console.WriteLine($"{row.Rank}. {row.OffenderId.Value}: {row.Recommendation}, {string.Join(", ", row.Reasons)}");

// Explain
var explainer = new Explainer(assessor, proposal);
Explanation explanation = explainer.Explain(other, proposal.Rows.Single(row => row.OffenderId == other.Offender.Id));
Console.WriteLine(ExplanationTexts.Standard.ForPerson(explanation));
Console.WriteLine(explanation.ToJson());

// Review a policy
foreach (var warning in PolicyChecks.Warnings(policy, OffenceCatalogue.BuiltIn, asOf, signatures: []))
    Console.WriteLine($"{warning.Code}: {warning.Message}");

// Read a folder
using var stop = new CancellationTokenSource();
var progress = new Progress<LoadingProgress>(loading => { /* loading.FileName, loading.BytesRead, loading.BytesTotal */ });
var extracts = ExtractFolder.Load("samples/extracts", progress: progress, cancellationToken: stop.Token);

// Rank everybody in it, for as many dates as you like
ExtractSnapshot snapshot = extracts.AsOf(asOf);
BatchRanking ranking = snapshot.Rank(policy, capacity: 40);
Console.WriteLine($"{extracts.PeopleCount} people, {snapshot.Account.RefusedCount} of {snapshot.Account.ReadCount} rows refused, {ranking.Summary.RankedCount} ranked");
