using System.Buffers.Binary;
using System.ComponentModel;
using System.Security.Cryptography;

namespace Iom.Selection.Evaluation;

/// <summary>The people whom a policy ranks at a date, by number alone: the level of each at each factor, and what followed.</summary>
/// <remarks>
/// What learning may see, and no more: no id, field, area, characteristic or date gets in. The levels are the points of a policy whose bands are numbered;
/// what is missing is at its least, as in the ranking.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainingRows
{
    private TrainingRows(BacktestInput input, Population population, int[] rows)
    {
        (AsOf, Until, PeopleCount, DiedLaterCount, UndatedCount) = (input.AsOf, population.Until, population.Count, population.DiedLaterCount, population.UndatedCount);
        var (own, levels) = (input.Orders[0], input.Orders[1]);
        People = [.. rows.Select(i => population.Numbers[i])];
        Totals = [.. People.Select(own.Least)];
        Offended = [.. rows.Select(i => population.Offended[i])];
        Severities = [.. rows.Select(i => population.Severities[i])];
        Levels = [.. Enumerable.Range(0, levels.FactorCount).Select(factor => People.Select(person => (int)levels.LeastPoints(person)[factor]).ToArray())];
        MissingCounts = [.. Enumerable.Range(0, levels.FactorCount).Select(factor => People.Count(person => levels.LeastPoints(person)[factor] != levels.MostPoints(person)[factor]))];
        Folds = [.. People.Select(person => (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input.IdOf(person))) % FoldCount))];
    }

    /// <summary>How many folds people are dealt to.</summary>
    public static int FoldCount => 5;

    /// <summary>The date.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The last day of what followed.</summary>
    public DateOnly Until { get; }

    /// <summary>How many people are in scope and alive, ranked or not.</summary>
    public int PeopleCount { get; }

    /// <summary>How many of them died before the end.</summary>
    public int DiedLaterCount { get; }

    /// <summary>How many of the offences that followed have an outcome without a date.</summary>
    public long UndatedCount { get; }

    /// <summary>The people who are ranked, by the number that the reader gave them, in the order of their ids.</summary>
    public IReadOnlyList<int> People { get; }

    /// <summary>By person: the total of the policy as it is.</summary>
    public IReadOnlyList<int> Totals { get; }

    /// <summary>By person: whether a proven offence followed.</summary>
    public IReadOnlyList<bool> Offended { get; }

    /// <summary>By person: the severities of those, added up.</summary>
    public IReadOnlyList<double> Severities { get; }

    /// <summary>By factor, then by person: the level.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Levels { get; }

    /// <summary>By factor: of how many people something is missing that could change the level.</summary>
    public IReadOnlyList<int> MissingCounts { get; }

    /// <summary>By person: which fold, from 0; the same person is in the same fold at every date, in any extract.</summary>
    public IReadOnlyList<int> Folds { get; }

    /// <summary>Takes the rows of a date.</summary>
    /// <param name="input">With two policies: the one as it is, and the one whose points are levels.</param>
    /// <returns>The rows.</returns>
    public static TrainingRows From(BacktestInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var population = new Population(input);
        return new TrainingRows(input, population, [.. Enumerable.Range(0, population.Count).Where(i => input.Orders[0].IsRanked(population.Numbers[i]))]);
    }
}
