namespace Iom.Selection.Extracts.Store;

/// <summary>What the numbers in rows of offences stand for.</summary>
internal sealed class OffenceTables
{
    public TextTable<string> Codes { get; } = new(StringComparer.Ordinal);

    public TextTable<Origin> Origins { get; } = new();
}
