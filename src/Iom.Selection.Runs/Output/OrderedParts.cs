namespace Iom.Selection.Runs.Output;

/// <summary>Parts of a file that several threads put into bytes, and one writes in their order.</summary>
internal static class OrderedParts
{
    /// <summary>How many rows of a table are put into bytes at once.</summary>
    public const int RowsOfAPart = 4096;

    /// <summary>Gives parts to threads.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="threads">How many threads, 1 or more.</param>
    /// <param name="cancellationToken">Stops them.</param>
    /// <returns>What comes of each, in the order of the parts.</returns>
    public static ParallelQuery<T> InParallel<T>(this IEnumerable<T> parts, int threads, CancellationToken cancellationToken) =>
        parts.AsParallel().AsOrdered().WithDegreeOfParallelism(threads).WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(cancellationToken);
}
