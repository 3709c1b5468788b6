using System.Buffers;

namespace Iom.Selection.Runs.Storage;

/// <summary>What is left of a writing that was stopped: its name is that of the place, with a random part behind.</summary>
internal static class Leftover
{
    private const int NameLength = 8;
    private const int Length = 12;

    private static readonly SearchValues<char> Drawn = SearchValues.Create("abcdefghijklmnopqrstuvwxyz012345");

    /// <summary>Whether a text is such a random part: eight characters, a dot and three, as <see cref="Path.GetRandomFileName"/> gives them.</summary>
    public static bool IsRandomName(ReadOnlySpan<char> text) =>
        text.Length == Length && text[NameLength] == '.' && IsDrawn(text[..NameLength]) && IsDrawn(text[(NameLength + 1)..]);

    private static bool IsDrawn(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Drawn);
}
