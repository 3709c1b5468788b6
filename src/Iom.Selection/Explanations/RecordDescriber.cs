using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Explanations;

/// <summary>Finds in a person's records what the references of an explanation stand for.</summary>
internal sealed class RecordDescriber
{
    private readonly OffenceCatalogue _catalogue;
    private readonly Dictionary<(string Id, DateOnly Date, string Code), Offence> _offences = [];
    private readonly ILookup<string, OffenceReport> _reports;
    private readonly Dictionary<string, DrugTest> _tests;
    private readonly ILookup<(string Instrument, DateOnly On), RiskScore> _scores;

    public RecordDescriber(CaseFile file, OffenceCatalogue catalogue, DateOnly asOf)
    {
        _catalogue = catalogue;
        foreach (var offence in file.OffencesAsOf(asOf)) _offences[(offence.OffenceId, offence.Date, offence.Code)] = offence;
        _reports = file.Offences.ToLookup(report => report.OffenceId, StringComparer.Ordinal);
        _tests = file.DrugTestsAsOf(asOf).ToDictionary(test => test.TestId, StringComparer.Ordinal);
        _scores = file.RiskScores.ToLookup(score => (score.Instrument, score.AssessedOn));
    }

    /// <summary>Describes the records behind a contribution.</summary>
    /// <returns>In the contribution's order.</returns>
    public ImmutableArray<RecordDetails> Describe(Contribution contribution)
    {
        var (measure, offences) = (contribution.Factor.Measure, contribution.Records.Where(IsOffence));
        var severities = measure.Deciding == DecidingRecords.Gravest ? offences.ToDictionary(record => record, record => Severity(measure, record)) : null;
        var worst = severities?.Values.Max() ?? 0;
        var latest = measure.Deciding == DecidingRecords.Latest ? offences.Max(record => record.Date) : null;
        return [.. contribution.Records.Select(record => Describe(record, Role(record)))];

        RecordRole Role(RecordReference record) => record.Kind switch
        {
            "offence" when severities is not null => severities[record] is { } value && value < worst ? RecordRole.LookedAt : RecordRole.Counted,
            "offence" when latest is not null => record.Date < latest ? RecordRole.LookedAt : RecordRole.Counted,
            "drug_test" when contribution.Reading is Reading.Known { Value: 0 } => RecordRole.LookedAt,
            "offence" or "drug_test" or "risk_score" => RecordRole.Counted,
            _ => RecordRole.Circumstance,
        };
    }

    private decimal? Severity(Measure measure, RecordReference record)
    {
        var (entry, scale) = (_catalogue.Find(record.Code!), (measure as Measure.OffenceSeverity)?.Scale);
        return scale is null ? entry?.Severity : entry is null ? null : scale.GetValueOrDefault(entry.Group, 0);
    }

    private RecordDetails Describe(RecordReference record, RecordRole role)
    {
        var details = new RecordDetails(record, role);
        switch (record.Kind)
        {
            case "offence":
                _offences.TryGetValue((record.Id, record.Date!.Value, record.Code!), out var offence);
                return details with
                {
                    Title = _catalogue.Find(record.Code!)?.Title,
                    Outcome = offence?.Outcome,
                    DetectedBy = offence?.DetectedBy,
                    Sources = [.. _reports[record.Id].Select(report => report.Source).OfType<string>().Distinct(StringComparer.Ordinal).Order(Utf8Ordinal.Comparer)],
                };
            case "drug_test":
                return details with { TestResult = _tests.TryGetValue(record.Id, out var test) ? test.Result : null };
            case "risk_score":
                // Of two on one day, the lower stands.
                return details with { Value = _scores[(record.Id, record.Date!.Value)].Select(score => (decimal?)score.Value).Min() };
            default:
                return details;
        }
    }

    private static bool IsOffence(RecordReference record) => record.Kind == "offence";
}
