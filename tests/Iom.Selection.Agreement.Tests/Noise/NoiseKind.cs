namespace Iom.Selection.Agreement.Tests.Noise;

/// <summary>A folder in which something went wrong.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="People">The ids of those concerned.</param>
/// <param name="Place">Where, in words.</param>
internal sealed record NoisyChange(NoisyFolder Folder, string[] People, string Place);

/// <summary>A kind of corruption that was met in the field.</summary>
/// <param name="Name">What goes wrong, in words; no two kinds have the same.</param>
/// <param name="Source">Where it was met.</param>
/// <param name="Ends">How it may end.</param>
/// <param name="Apply">Does it somewhere in a folder; null where there is no place for it. No reader can see a kind that has nothing here.</param>
internal sealed record NoiseKind(string Name, string Source, NoiseEnd Ends, Func<NoisyFolder, Random, NoisyChange?>? Apply)
{
    /// <summary>Whether a row of another record that stands in its place is what the summary counts.</summary>
    public bool CountsDuplicates { get; init; }

    public bool IsVisible => Apply is not null;

    public override string ToString() => Name;
}
