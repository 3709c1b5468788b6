using System.Collections.Concurrent;
using System.Collections.Immutable;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Scoring;

/// <summary>Scores people by a policy, as of a date.</summary>
/// <remarks>May be shared between threads. Make one for a run, not one for a person.</remarks>
public sealed class Scorer
{
    // Codes come from a list of some thousands; more than this are rubbish, which must not fill the memory.
    private const int MaxCodesKept = 100_000;

    private readonly PointsTable[] _tables;
    private readonly ModelFactor[]? _model;
    private readonly ConcurrentDictionary<string, CodeClass> _codes;
    private readonly IReadOnlyList<OffenceAccumulator> _patterns;
    private readonly ConcurrentBag<ScoringWorkspace> _workspaces = [];

    /// <summary>Makes a scorer.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="catalogue">What offence codes mean.</param>
    /// <param name="asOf">The date that the scores are for; nothing later counts.</param>
    /// <param name="supplied">Which optional extracts were supplied: without them something is not known that otherwise would be.</param>
    /// <exception cref="InvalidOperationException">The policy's model says nothing of the date, or reads what was not supplied.</exception>
    public Scorer(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, SuppliedExtracts supplied)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(catalogue);
        if (policy.LoadedModel is not null) policy.RequireModel(asOf, supplied);
        (Policy, Catalogue, AsOf, Supplied) = (policy, catalogue, asOf, supplied);
        _tables = [.. policy.Factors.Select(factor => new PointsTable(factor))];
        _model = policy.LoadedModel is { } model ? [.. policy.Factors.Select(factor => model.Factors.Single(own => own.Id == factor.Id))] : null;
        _patterns = [.. MatrixAccumulators.CreateAll(policy, asOf, supplied).OfType<OffenceAccumulator>()];
        _codes = new(StringComparer.Ordinal);
    }

    // What tables and codes say does not depend on the day.
    private Scorer(Scorer other, DateOnly asOf)
    {
        (Policy, Catalogue, AsOf, Supplied) = (other.Policy, other.Catalogue, asOf, other.Supplied);
        (_tables, _model, _patterns, _codes) = (other._tables, other._model, other._patterns, other._codes);
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>What offence codes mean.</summary>
    public OffenceCatalogue Catalogue { get; }

    /// <summary>The date that the scores are for.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Which optional extracts were supplied.</summary>
    public SuppliedExtracts Supplied { get; }

    /// <summary>Scores one person.</summary>
    /// <param name="file">The person's records.</param>
    /// <param name="withRecords">Whether each contribution names the records that it rests on.</param>
    /// <returns>The scorecard.</returns>
    public Scorecard Score(CaseFile file, bool withRecords = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Score(file, withRecords, out _);
    }

    internal Scorecard Score(CaseFile file, bool withRecords, out bool hasProvenOffence)
    {
        var workspace = Lend();
        var scorecard = workspace.Score(file, withRecords, out hasProvenOffence);
        Return(workspace);
        return scorecard;
    }

    /// <summary>The same scorer for another date.</summary>
    internal Scorer On(DateOnly asOf) => new(this, asOf);

    /// <summary>The place of the band of a factor that a value falls in; -1 below them all.</summary>
    internal int BandOf(int factor, decimal value) => value < Policy.Factors[factor].Bands[0].From ? -1 : _tables[factor].BandOf(value);

    /// <summary>Whether the policy's model says something of people too.</summary>
    internal bool HasModel => _model is not null;

    /// <summary>The policy's model, by factor in the policy's order.</summary>
    internal IReadOnlyList<ModelFactor> Model => _model ?? throw new InvalidOperationException("The policy has no model.");

    /// <summary>The model's points of somebody; 0 where there is no model.</summary>
    internal int ModelPointsOf(IReadOnlyList<Reading> readings)
    {
        var sum = 0;
        for (var i = 0; i < _model?.Length; i++) sum += ModelPointsOf(i, Measured.FromReading(readings[i]));
        return sum;
    }

    /// <summary>The model's points of one factor.</summary>
    internal int ModelPointsOf(int factor, in Measured reading) => _model![factor].PointsAt(_model[factor].LevelOf(reading));

    /// <summary>The reading that gives most points in place of one that is missing.</summary>
    internal Reading AtMost(int factor, Reading reading) => _tables[factor].AtMost(reading);

    internal Contribution Contribute(int factor, Accumulator? accumulator, ImmutableArray<RecordReference> records)
    {
        // Outside its dates a factor does not apply, and gives no points, whatever its table says.
        if (accumulator is null) return new Contribution(Policy.Factors[factor], Reading.NotApplicable.Instance, Points.Zero, Points.Zero, 0, []);
        var points = PointsOf(factor, accumulator);
        return new Contribution(Policy.Factors[factor], points.Reading.ToReading(), points.Least, points.Most, accumulator.LeftOutCount, records);
    }

    /// <summary>The points that a factor gives after the records that its measure has taken.</summary>
    internal FactorPoints PointsOf(int factor, Accumulator? accumulator)
    {
        if (accumulator is null) return default;
        return _tables[factor].PointsFor(accumulator.Result());
    }

    /// <summary>Lends a workspace, to be given back by <see cref="Return"/>.</summary>
    internal ScoringWorkspace Lend() => _workspaces.TryTake(out var workspace) ? workspace : NewWorkspace();

    internal void Return(ScoringWorkspace workspace) => _workspaces.Add(workspace);

    /// <summary>A workspace of one's own, for somebody who gives records one by one.</summary>
    internal ScoringWorkspace NewWorkspace() => new(this);

    internal CodeClass Classify(string code)
    {
        if (_codes.TryGetValue(code, out var known)) return known;
        var made = new CodeClass(code, Catalogue.Find(code), _patterns);
        if (_codes.Count < MaxCodesKept) _codes.TryAdd(code, made);
        return made;
    }
}
