namespace Iom.Selection.LearningBenchmarks;

/// <summary>The rows that a method may see.</summary>
internal sealed record Part(IReadOnlyList<string> Columns, IReadOnlyList<double[]> Numbers, bool[] AllOutcomes, int[] Rows)
{
    public Steps Steps { get; } = new(Columns, Numbers, Rows);

    public bool[] Outcomes => [.. Rows.Select(row => AllOutcomes[row])];
}
