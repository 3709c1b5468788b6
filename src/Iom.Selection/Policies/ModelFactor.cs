using Iom.Selection.Measures;

namespace Iom.Selection.Policies;

/// <summary>One factor of a model: the levels that a reading can reach, each within the one below.</summary>
public sealed class ModelFactor
{
    private readonly ModelLevel[] _levels;

    /// <summary>Makes a factor.</summary>
    /// <param name="id">The id of the policy's factor.</param>
    /// <param name="measure">The measure it reads, as <see cref="MeasureOf"/> has it.</param>
    /// <param name="levels">The levels, from the lowest that may add something.</param>
    /// <exception cref="ArgumentException">A level is not within the one below.</exception>
    public ModelFactor(string id, string measure, IEnumerable<ModelLevel> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        (Id, Measure, _levels) = (id, measure, [.. levels]);
        Levels = Array.AsReadOnly(_levels);
        for (var i = 1; i < _levels.Length; i++)
        {
            var (level, below) = (_levels[i], _levels[i - 1]);
            var isWithin = level switch
            {
                { From: { } from, Below: null } => below.Below is null && !(from <= below.From),
                { From: null, Below: { } end } => below.From is null && !(end >= below.Below),
                _ => false,
            };
            if (!isWithin) throw new ArgumentException($"Level {i + 1} of {id} is not within the one below.", nameof(levels));
        }
        if (_levels is [{ From: not null, Below: not null }, ..]) throw new ArgumentException($"Level 1 of {id} has two ends.", nameof(levels));
    }

    /// <summary>The id of the policy's factor.</summary>
    public string Id { get; }

    /// <summary>The measure in one line, every key named: another measure has another line.</summary>
    public string Measure { get; }

    /// <summary>The levels, from the lowest that may add something.</summary>
    public IReadOnlyList<ModelLevel> Levels { get; }

    /// <summary>A measure in one line, every key named.</summary>
    /// <param name="measure">The measure.</param>
    /// <returns>ASCII but for names; the same for two measures exactly where they read alike.</returns>
    public static string MeasureOf(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Text;
    }

    /// <summary>How many levels a reading reaches. What is missing is at its least, as in the matrix.</summary>
    /// <param name="reading">What the measure says.</param>
    /// <returns>From 0 to the number of levels.</returns>
    public int LevelOf(Reading reading) => LevelOf(Measured.FromReading(reading));

    /// <summary>The whole points of a level.</summary>
    /// <param name="level">How many levels are reached.</param>
    /// <returns>0 where none is.</returns>
    public int PointsAt(int level) => level == 0 ? 0 : _levels[level - 1].Points;

    /// <summary>What reaching so many levels adds to the log-odds.</summary>
    /// <param name="level">How many levels are reached.</param>
    /// <returns>The sum of their weights.</returns>
    public double LogOddsAt(int level)
    {
        var sum = 0.0;
        for (var i = 0; i < level; i++) sum += _levels[i].Weight;
        return sum;
    }

    internal int LevelOf(in Measured reading) => reading.Kind switch
    {
        MeasuredKind.Known => Reached(reading.AtLeast),
        MeasuredKind.NotApplicable => 0,
        MeasuredKind.MissingOrNotApplicable => 0,
        // Levels lie within each other, so the lowest of all values still possible is at one end.
        MeasuredKind.Missing => Math.Min(Reached(reading.AtLeast), Reached(reading.AtMost ?? decimal.MaxValue)),
    };

    private int Reached(decimal value)
    {
        var reached = 0;
        while (reached < _levels.Length && _levels[reached].Holds(value)) reached++;
        return reached;
    }
}
