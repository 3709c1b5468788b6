using System.Globalization;
using Iom.Selection.Learning.Problem;
using Iom.Selection.Measures;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Learned;

/// <summary>The levels of one factor: its bands numbered from the lowest points to the highest, in the direction that the policy declares.</summary>
internal sealed class LevelScale
{
    // The ends of finer bands, beside the policy's own.
    private static readonly decimal[] Counts = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30];
    private static readonly decimal[] Days = [0, 31, 61, 92, 183, 274, 365, 548, 730, 1095, 1461, 1826, 3652];
    private static readonly decimal[] Percents = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90];

    private readonly decimal[] _froms;      // rising
    private readonly int[] _own;            // the policy's points from each of them

    public LevelScale(Factor factor, bool isFiner)
    {
        Factor = factor;
        _froms = [.. factor.Bands.Select(band => band.From)];
        if (isFiner) _froms = [.. _froms.Concat(Finer(factor.Measure)).Distinct().Order()];
        _own = [.. _froms.Select(from => factor.Bands.Last(band => band.From <= from).Points.Value)];
        // Where the points say nothing, the measure does: more days since the latest offence are better, more of all else worse.
        Rises = _own[^1] != _own[0] ? _own[^1] > _own[0] : factor.Measure.Unit != MeasureUnit.Days;
    }

    public Factor Factor { get; }

    /// <summary>Whether more is more points.</summary>
    public bool Rises { get; }

    /// <summary>Whether somebody may have no reading because the measure does not apply: the lowest level.</summary>
    public bool MayNotApply => Factor.Measure.MayNotApply;

    public int StepCount => _froms.Length - (MayNotApply ? 0 : 1);

    public bool IsLevel => Factor.Measure.Unit == MeasureUnit.Level;

    /// <summary>The lower ends of the bands with the level of each.</summary>
    public IEnumerable<(decimal From, int Level)> Bands() => _froms.Select((from, i) => (from, LevelOf(i)));

    /// <summary>The policy's own points of each step.</summary>
    public int[] OwnPoints()
    {
        var ofLevel = new int[StepCount + 1];
        if (MayNotApply) ofLevel[0] = Factor.NotApplicable.Value;
        for (var i = 0; i < _froms.Length; i++) ofLevel[LevelOf(i)] = _own[i];
        return [.. ofLevel.Skip(1).Zip(ofLevel, (higher, lower) => higher - lower)];
    }

    /// <summary>A step as a model's file has it.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="weight">The log-odds that reaching it adds.</param>
    /// <param name="points">The whole points of whoever reaches it and none above.</param>
    public ModelLevel ToModelLevel(int step, double weight, int points)
    {
        var at = BandOf(step);
        return new ModelLevel(Describe(step), Rises ? _froms[at] : null, !Rises && at + 1 < _froms.Length ? _froms[at + 1] : null, weight, points);
    }

    /// <summary>A step in words: where it begins.</summary>
    public string Describe(int step)
    {
        var at = BandOf(step);
        var (from, next) = (Number(_froms[at]), at + 1 < _froms.Length ? Number(_froms[at + 1]) : null);
        if (Rises) return IsLevel ? $"level {from} or above" : step == 1 && MayNotApply ? "any" : $"{from} or more";
        return next is null ? "any" : $"under {next}";
    }

    public LearningMeasure ToMeasure(FactorBounds bounds)
    {
        if (!bounds.IsFixed) return new LearningMeasure(Factor.Id, Enumerable.Repeat(new PointBounds(0, bounds.MaxPoints), StepCount));
        return new LearningMeasure(Factor.Id, OwnPoints().Select(points => new PointBounds(points, points)));
    }

    private int BandOf(int step) => Enumerable.Range(0, _froms.Length).First(band => LevelOf(band) == step);

    private int LevelOf(int band) => (Rises ? band : _froms.Length - 1 - band) + (MayNotApply ? 1 : 0);

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static IEnumerable<decimal> Finer(Measure measure) => measure.Unit switch
    {
        MeasureUnit.Count => Counts,
        MeasureUnit.Days => Days,
        MeasureUnit.Score => Percents,
        MeasureUnit.Severity => measure is Measure.OffenceSeverity { Scale: { } scale } ? scale.Values.Distinct() : [],
        MeasureUnit.Level => [],
    };
}
