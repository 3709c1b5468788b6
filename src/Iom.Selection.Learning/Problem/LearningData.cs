using System.Collections.Immutable;

namespace Iom.Selection.Learning.Problem;

/// <summary>What a matrix is learned from: the level of each row at each measure, and what followed.</summary>
/// <remarks>Rows are people at dates, by number alone: no id, no date and no group can be in it.</remarks>
public sealed class LearningData
{
    /// <summary>Makes the data.</summary>
    /// <param name="measures">The measures.</param>
    /// <param name="levels">By measure, then by row: the level, 0 up to the number of the measure's steps.</param>
    /// <param name="outcomes">By row: whether the outcome followed.</param>
    /// <exception cref="ArgumentException">The lists are not of one length, a level is not one of its measure's, or all outcomes are alike (there is nothing to learn).</exception>
    public LearningData(IReadOnlyList<LearningMeasure> measures, IReadOnlyList<byte[]> levels, IReadOnlyList<bool> outcomes)
    {
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (levels.Count != measures.Count) throw new ArgumentException($"There are {measures.Count} measures and levels of {levels.Count}.", nameof(levels));
        for (var measure = 0; measure < measures.Count; measure++)
        {
            if (levels[measure].Length != outcomes.Count)
                throw new ArgumentException($"There are {outcomes.Count} outcomes and {levels[measure].Length} levels of {measures[measure].Id}.", nameof(levels));
            foreach (var level in levels[measure])
            {
                if (level > measures[measure].Steps.Count) throw new ArgumentException($"A row has level {level} of {measures[measure].Id}, which has {measures[measure].Steps.Count} steps.", nameof(levels));
            }
        }
        (Measures, Levels, Outcomes) = ([.. measures], [.. levels], [.. outcomes]);
        OutcomeCount = Outcomes.Count(each => each);
        if (OutcomeCount == 0) throw new ArgumentException("No row has the outcome: there is nothing to learn.", nameof(outcomes));
        if (OutcomeCount == Outcomes.Count) throw new ArgumentException("Every row has the outcome: there is nothing to learn.", nameof(outcomes));
    }

    /// <summary>The measures.</summary>
    public IReadOnlyList<LearningMeasure> Measures { get; }

    /// <summary>By row: whether the outcome followed.</summary>
    public IReadOnlyList<bool> Outcomes { get; }

    /// <summary>How many rows have the outcome, 1 or more and fewer than all.</summary>
    public int OutcomeCount { get; }

    internal ImmutableArray<byte[]> Levels { get; }
}
