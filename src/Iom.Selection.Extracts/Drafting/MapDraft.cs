namespace Iom.Selection.Extracts.Drafting;

/// <summary>A first map of a folder, to be finished by whoever knows the files.</summary>
/// <param name="Utf8">The bytes of an <c>extract-map.json</c>, with a <c>"?"</c> wherever only the analyst knows. Its words under <c>values</c> are words of the extracts.</param>
/// <param name="Files">What was found of each file, by name; none of it repeats a value.</param>
public sealed record MapDraft(ReadOnlyMemory<byte> Utf8, IReadOnlyList<DraftedFile> Files)
{
    /// <summary>Looks at the headers and cells of all files in a folder and drafts a map of them.</summary>
    /// <param name="folder">The folder; a map in it is not looked at.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="Problems.ExtractException">The folder is missing, or a file in it can't be opened.</exception>
    public static MapDraft Create(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return MapDrafter.Draft(folder);
    }
}
