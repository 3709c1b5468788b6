using System.Runtime.CompilerServices;
using System.Text;

namespace Iom.Selection.Foundation;

/// <summary>The words that extracts, policies and result files use for the members of closed sets.</summary>
/// <remarks>
/// A member's word is its name in snake case (<c>TakenIntoConsideration</c>: <c>taken_into_consideration</c>);
/// a level or a category is its number (<c>Level2</c>: <c>2</c>).
/// </remarks>
internal static class Vocabulary
{
    /// <summary>The word of a member.</summary>
    /// <typeparam name="T">The closed set.</typeparam>
    /// <param name="member">A defined member.</param>
    /// <returns>Lower-case ASCII.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="member"/> is not defined.</exception>
    public static string Word<T>(T member) where T : struct, Enum =>
        Words<T>.WordOf(member) ?? throw new ArgumentOutOfRangeException(nameof(member));

    /// <summary>Finds the member that a word stands for, without case.</summary>
    /// <typeparam name="T">The closed set.</typeparam>
    /// <param name="word">The word, without spaces around it.</param>
    /// <param name="member">The member found.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse<T>(ReadOnlySpan<char> word, out T member) where T : struct, Enum
    {
        member = default;
        if (Words<T>.Set.Find(word) is not (>= 0 and var at)) return false;
        member = Words<T>.Members[at];
        return true;
    }

    /// <summary>All words of a closed set, in the order of its members.</summary>
    /// <typeparam name="T">The closed set.</typeparam>
    /// <returns>Lower-case ASCII words.</returns>
    public static IReadOnlyList<string> AllWords<T>() where T : struct, Enum => Words<T>.Set.ReadOnlyWords;

    private static class Words<T> where T : struct, Enum
    {
        internal static readonly ClosedSet Set = new(typeof(T));

        internal static readonly T[] Members = Enum.GetValues<T>();

        internal static string? WordOf(T member)
        {
            for (var i = 0; i < Members.Length; i++)
            {
                if (Number(Members[i]) == Number(member)) return Set.Words[i];
            }
            return null;
        }

        private static ulong Number(T member) => Unsafe.SizeOf<T>() switch
        {
            sizeof(byte) => Unsafe.As<T, byte>(ref member),
            sizeof(ushort) => Unsafe.As<T, ushort>(ref member),
            sizeof(uint) => Unsafe.As<T, uint>(ref member),
            _ => Unsafe.As<T, ulong>(ref member),
        };
    }

    // The same for all types: a dictionary of each type would be compiled for each at every start.
    private sealed class ClosedSet(Type type)
    {
        public string[] Words { get; } = Array.ConvertAll(Enum.GetNames(type), WordOf);

        public IReadOnlyList<string> ReadOnlyWords => field ??= Array.AsReadOnly(Words);

        /// <summary>The place of a word; -1 if it is none of them.</summary>
        public int Find(ReadOnlySpan<char> word)
        {
            for (var i = 0; i < Words.Length; i++)
            {
                if (word.Equals(Words[i], StringComparison.OrdinalIgnoreCase)) return i;
            }
            return -1;
        }
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
