using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Scoring;

/// <summary>What scoring one person needs and the next can use again. For one thread at a time.</summary>
internal sealed class ScoringWorkspace
{
    private readonly Scorer _scorer;
    private readonly Accumulator?[] _accumulators;
    private readonly OffenceAccumulator[] _offenceAccumulators;
    private readonly uint _outcomes;
    private readonly LibertyCalendars _liberty = new();
    private readonly ReportResolver _resolver = new();
    private readonly List<OffenceReport> _reports = [];
    private readonly List<ReportRow> _rows = [];
    private List<RecordReference>[]? _records;

    public ScoringWorkspace(Scorer scorer)
    {
        _scorer = scorer;
        _accumulators = MatrixAccumulators.Create(scorer.Policy, scorer.AsOf, scorer.Supplied);
        _offenceAccumulators = [.. _accumulators.OfType<OffenceAccumulator>()];
        foreach (var accumulator in _offenceAccumulators) _outcomes |= accumulator.Outcomes;
    }

    public Scorecard Score(CaseFile file, bool withRecords, out bool hasProvenOffence)
    {
        Begin(file.Offender.MappaLevel, file.Custody.Count == 0 ? [] : file.CustodyAsOf(_scorer.AsOf));
        var records = withRecords ? FreshRecords() : null;
        AddOffences(file.Offences, records, out hasProvenOffence);
        if (file.DrugTests.Count > 0) AddDrugTests(file, records);
        if (file.RiskScores.Count > 0) AddRiskScores(file);

        if (records is not null) AddBases(file, records);

        var contributions = new Contribution[_accumulators.Length];
        for (var i = 0; i < contributions.Length; i++)
            contributions[i] = _scorer.Contribute(i, _accumulators[i], records is null ? [] : InOrder(records[i]));
        return new Scorecard(file.Offender.Id, ImmutableCollectionsMarshal.AsImmutableArray(contributions));
    }

    /// <summary>Starts with the next person, whose records are then added one by one.</summary>
    /// <param name="mappaLevel">The level; null if it is not known.</param>
    /// <param name="custody">The times in custody that stand on the date.</param>
    public void Begin(MappaLevel? mappaLevel, IReadOnlyList<CustodySpell> custody)
    {
        _liberty.Load(custody, _scorer.AsOf);
        var person = new Person(mappaLevel, _liberty);
        foreach (var accumulator in _accumulators) accumulator?.Begin(person);
    }

    /// <summary>Whether some measure counts an outcome: those that none counts are a good part of all.</summary>
    public bool Counts(OffenceOutcome outcome) => (_outcomes & (1u << (int)outcome)) != 0;

    /// <summary>Takes an offence as it stands, not in conflict, dated up to the as-of date, of an outcome that some measure counts; each once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in ClassifiedOffence offence)
    {
        foreach (var accumulator in _offenceAccumulators) accumulator.Add(offence);
    }

    /// <summary>Takes a drug test as it stands, dated up to the as-of date; each once.</summary>
    public void Add(DrugTest test)
    {
        foreach (var accumulator in _accumulators) accumulator?.Add(test);
    }

    /// <summary>Takes a result of an instrument, dated up to the as-of date.</summary>
    public void Add(RiskScore score)
    {
        foreach (var accumulator in _accumulators) accumulator?.Add(score);
    }

    /// <summary>What each factor says of the person after the records added.</summary>
    /// <returns>How many factors there are.</returns>
    public int Measure(Span<FactorPoints> points)
    {
        for (var i = 0; i < _accumulators.Length; i++) points[i] = _scorer.PointsOf(i, _accumulators[i]);
        return _accumulators.Length;
    }

    // In order, each once.
    private static ImmutableArray<RecordReference> InOrder(List<RecordReference> records)
    {
        records.Sort();
        var each = ImmutableArray.CreateBuilder<RecordReference>(records.Count);
        foreach (var record in records)
        {
            if (each.Count == 0 || !each[^1].Equals(record)) each.Add(record);
        }
        return each.DrainToImmutable();
    }

    private void AddOffences(IReadOnlyList<OffenceReport> reports, List<RecordReference>[]? records, out bool hasProvenOffence)
    {
        _reports.Clear();
        for (var i = 0; i < reports.Count; i++)
        {
            if (!reports[i].IsLaterThan(_scorer.AsOf)) _reports.Add(reports[i]);
        }

        hasProvenOffence = false;
        var sorted = CollectionsMarshal.AsSpan(_reports);
        ReportOrder.Sort(sorted);
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            next = ReportOrder.EndOf(sorted, first);
            if (next == first + 1)
            {
                var row = ReportRow.FromReport(sorted[first]);
                Add(ResolvedOffence.Alone(row, _scorer.AsOf.DayNumber), row.Code, sorted[first].OffenceId, records, ref hasProvenOffence);
            }
            else
            {
                _rows.Clear();
                foreach (var report in sorted[first..next]) _rows.Add(ReportRow.FromReport(report));
                _resolver.Resolve(CollectionsMarshal.AsSpan(_rows), _scorer.AsOf.DayNumber);
                foreach (ref readonly var offence in _resolver.Offences) Add(offence, _rows[offence.CodeRow].Code, sorted[first].OffenceId, records, ref hasProvenOffence);
            }
        }
    }

    private void Add(in ResolvedOffence resolved, string code, string id, List<RecordReference>[]? records, ref bool hasProvenOffence)
    {
        if (resolved.IsInConflict) return;
        var offence = ClassifiedOffence.FromResolved(resolved, _scorer.Classify(code));
        hasProvenOffence |= offence.Outcome.IsProven() && offence.Code.BringsIntoScope;
        for (var i = 0; i < _accumulators.Length; i++)
        {
            if (_accumulators[i] is { } accumulator && accumulator.Add(offence)) records?[i].Add(new RecordReference("offence", id, DateOnly.FromDayNumber(resolved.Day)) { Code = code });
        }
    }

    private void AddDrugTests(CaseFile file, List<RecordReference>[]? records)
    {
        foreach (var test in file.DrugTestsAsOf(_scorer.AsOf))
        {
            for (var i = 0; i < _accumulators.Length; i++)
            {
                if (_accumulators[i] is { } accumulator && accumulator.Add(test)) records?[i].Add(new RecordReference("drug_test", test.TestId, test.Date));
            }
        }
    }

    private void AddRiskScores(CaseFile file)
    {
        foreach (var score in file.RiskScores)
        {
            if (score.IsLaterThan(_scorer.AsOf)) continue;
            Add(score);
        }
    }

    // What is not counted and yet makes the reading what it is: the field of a level, the test that makes a zero known, days in custody.
    private void AddBases(CaseFile file, List<RecordReference>[] records)
    {
        for (var i = 0; i < _accumulators.Length; i++)
        {
            if (_accumulators[i] is not { } accumulator) continue;
            if (accumulator is MappaLevelAccumulator) records[i].Add(new RecordReference("offender", Vocabulary.Word(OffenderField.MappaLevel), Date: null));
            if (accumulator.Basis is DrugTest test) records[i].Add(new RecordReference("drug_test", test.TestId, test.Date));
            if (accumulator.Basis is RiskScore score) records[i].Add(new RecordReference("risk_score", score.Instrument, score.AssessedOn));
            if (accumulator.CustodyAfter is not { } after) continue;
            var kinds = accumulator is OffenceAccumulator offences ? offences.Custody : LibertyCalendars.AnyCustody;
            foreach (var spell in file.CustodyAsOf(_scorer.AsOf).Where(spell => LibertyCalendars.IsCustody(spell, kinds) && !(spell.To?.DayNumber <= after)))
                records[i].Add(new RecordReference("custody", spell.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "open", spell.From));
        }
    }

    private List<RecordReference>[] FreshRecords()
    {
        _records ??= [.. _accumulators.Select(_ => new List<RecordReference>())];
        foreach (var list in _records) list.Clear();
        return _records;
    }
}
