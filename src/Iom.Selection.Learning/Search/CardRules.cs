using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Learning.Search;

/// <summary>Which cards are allowed.</summary>
internal sealed class CardRules(StepTable table, SearchOptions options)
{
    private readonly bool _hasLimits = options.MaxStepsPerMeasure < int.MaxValue || options.MaxMeasures < int.MaxValue || options.MaxTotal < int.MaxValue;

    /// <summary>Whether one step of an allowed card may have other points.</summary>
    /// <param name="points">The card.</param>
    /// <param name="count">How many of its steps give points.</param>
    /// <param name="step">The step.</param>
    /// <param name="value">The points it is to have.</param>
    /// <param name="maxSteps">How many steps may give points.</param>
    public bool Allows(sbyte[] points, int count, int step, int value, int maxSteps)
    {
        var bounds = table.Bounds[step];
        if (value < bounds.Lowest || value > bounds.Highest) return false;
        if (count - (points[step] != 0 ? 1 : 0) + (value != 0 ? 1 : 0) > maxSteps) return false;
        if (!_hasLimits) return true;
        var before = points[step];
        points[step] = (sbyte)value;
        var allowed = WithinLimits(points);
        points[step] = before;
        return allowed;
    }

    /// <summary>Whether a card keeps to the limits of steps a measure, measures and total.</summary>
    public bool WithinLimits(ReadOnlySpan<sbyte> points)
    {
        if (!_hasLimits) return true;
        var (measures, highest) = (0, 0L);
        for (var measure = 0; measure < table.MeasureCount; measure++)
        {
            var (steps, sum, most, least) = (0, 0, 0, 0);
            for (var step = table.FirstStep[measure]; step < table.FirstStep[measure + 1]; step++)
            {
                if (points[step] == 0) continue;
                steps++;
                sum += points[step];
                most = Math.Max(most, sum);
                least = Math.Min(least, sum);
            }
            if (steps > options.MaxStepsPerMeasure) return false;
            if (steps > 0) measures++;
            highest += most - least;
        }
        return measures <= options.MaxMeasures && highest <= options.MaxTotal;
    }

    /// <summary>The card with the fewest points that is allowed by bounds alone.</summary>
    public sbyte[] LeastPoints() => Array.ConvertAll(table.Bounds, bounds => (sbyte)bounds.NearestToNone);
}
