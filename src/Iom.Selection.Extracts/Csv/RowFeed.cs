namespace Iom.Selection.Extracts.Csv;

/// <summary>Gives the rows of one file to several threads, which take them in turn.</summary>
internal abstract class RowFeed : IDisposable
{
    /// <summary>SHA-256 of the file, once it has been read to its end.</summary>
    public abstract string Sha256 { get; }

    /// <summary>Gives the next rows to a taker.</summary>
    /// <param name="buffer">The thread's own bytes, used again and again.</param>
    /// <param name="rows">The thread's own taker.</param>
    /// <returns>False at the end of the file.</returns>
    public abstract bool Next(ReadBuffer buffer, RowTaker rows);

    /// <inheritdoc/>
    public abstract void Dispose();
}
