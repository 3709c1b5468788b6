using Iom.Selection.Offences;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

// score-one POLICY: a synthetic person, scored as a case system would score one of its own.
var policy = PolicyFile.Parse(File.ReadAllBytes(args[0]));
var scorer = new Scorer(policy, OffenceCatalogue.BuiltIn, asOf: new DateOnly(2026, 10, 31), SuppliedExtracts.All);
var person = new CaseFile(new Offender(new OffenderId("SYNTHETIC-1")) { Youth = false, MappaLevel = MappaLevel.None })
{
    Offences = [new OffenceReport("F1", "028/03", new DateOnly(2026, 9, 1), OffenceOutcome.Convicted)],
};

var scorecard = scorer.Score(person, withRecords: true);
foreach (var contribution in scorecard.Contributions)
    Console.WriteLine($"{contribution.Least,3} {contribution.Factor.Title} ({contribution.Records.Length} records)");
Console.WriteLine($"{scorecard.Total,3} in all");
