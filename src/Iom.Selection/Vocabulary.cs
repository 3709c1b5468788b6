using System.Collections.Frozen;
using System.Text;

namespace Iom.Selection;

/// <summary>The words that extracts, policies and result files use for the members of closed sets.</summary>
/// <remarks>
/// A member's word is its name in snake case (<c>TakenIntoConsideration</c>: <c>taken_into_consideration</c>);
/// a level or a category is its number (<c>Level2</c>: <c>2</c>).
/// </remarks>
public static class Vocabulary
{
    /// <summary>The word of a member.</summary>
    /// <typeparam name="T">The closed set.</typeparam>
    /// <param name="member">A defined member.</param>
    /// <returns>Lower-case ASCII.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="member"/> is not defined.</exception>
    public static string Word<T>(T member) where T : struct, Enum =>
        Words<T>.ByMember.TryGetValue(member, out var word) ? word : throw new ArgumentOutOfRangeException(nameof(member));

    /// <summary>Finds the member that a word stands for, without case.</summary>
    /// <typeparam name="T">The closed set.</typeparam>
    /// <param name="word">The word, without spaces around it.</param>
    /// <param name="member">The member found.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse<T>(ReadOnlySpan<char> word, out T member) where T : struct, Enum =>
        Words<T>.ByWord.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out member);

    /// <summary>All words of a closed set, in the order of its members.</summary>
    /// <typeparam name="T">The closed set.</typeparam>
    /// <returns>Lower-case ASCII words.</returns>
    public static IReadOnlyList<string> AllWords<T>() where T : struct, Enum => Words<T>.InOrder;

    private static class Words<T> where T : struct, Enum
    {
        internal static readonly FrozenDictionary<T, string> ByMember =
            Enum.GetValues<T>().ToFrozenDictionary(member => member, member => WordOf(Enum.GetName(member)!));

        internal static readonly FrozenDictionary<string, T> ByWord =
            ByMember.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

        internal static readonly IReadOnlyList<string> InOrder = [.. Enum.GetValues<T>().Select(member => ByMember[member])];
    }

    private static string WordOf(string name)
    {
        if (char.IsAsciiDigit(name[^1]) && (name.StartsWith("Level", StringComparison.Ordinal) || name.StartsWith("Category", StringComparison.Ordinal)))
            return name[^1..];

        var word = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && word.Length > 0) word.Append('_');
            word.Append(char.ToLowerInvariant(c));
        }
        return word.ToString();
    }
}
