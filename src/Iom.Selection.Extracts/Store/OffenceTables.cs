namespace Iom.Selection.Extracts.Store;

/// <summary>What the numbers in rows of offences stand for.</summary>
internal sealed class OffenceTables
{
    public Interner<string> Codes { get; } = new(StringComparer.Ordinal);

    public Interner<RowSource> Origins { get; } = new();
}
