using System.Globalization;

namespace Iom.Selection.Extracts.Problems;

/// <summary>How names that come from outside are shown.</summary>
internal static class SafeDisplay
{
    private const int Longest = 64;

    // 02803, 105A, 66/91 in five digits, TH68036; longer numbers are dates of birth, references and telephones, and longer words are names.
    private const int MaxCodeDigits = 7;
    private const int MaxCodeLetters = 4;
    private const int MaxCodeLength = 10;

    /// <summary>A name of a file or a column, if it looks like one; else only that there is one.</summary>
    /// <remarks>Without a header, the first line is a person.</remarks>
    public static string Shown(string name) =>
        name.Length <= Longest && name.All(c => char.IsAsciiLetter(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or ' ') && name.Count(char.IsAsciiDigit) <= 4
            ? name
            : "(a name that is not shown)";

    /// <summary>The name of a file, unless it holds an id of an extract.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isId">Whether a text is such an id.</param>
    public static string ShownFile(string name, Func<string, bool> isId)
    {
        // An id may have any of the characters that part words, so all runs of words are looked at.
        int[] starts = [.. Enumerable.Range(0, name.Length).Where(i => char.IsLetterOrDigit(name[i]) && (i == 0 || !char.IsLetterOrDigit(name[i - 1])))];
        int[] ends = [.. Enumerable.Range(1, name.Length).Where(i => char.IsLetterOrDigit(name[i - 1]) && (i == name.Length || !char.IsLetterOrDigit(name[i])))];
        return starts.Any(start => ends.Any(end => end > start && isId(name[start..end]))) ? "(a name that holds an id)" : name;
    }

    /// <summary>A code, if it has the form of one: digits, and few letters.</summary>
    public static string ShownCode(string code) =>
        code.Length <= MaxCodeLength && code.All(c => char.IsAsciiLetter(c) || char.IsAsciiDigit(c) || c is '-' or '.')
        && code.Count(char.IsAsciiDigit) is >= 1 and <= MaxCodeDigits && code.Count(char.IsAsciiLetter) <= MaxCodeLetters
            ? code
            : "(a code that is not shown)";

    /// <summary>A column's name, or its place.</summary>
    public static string ShownColumn(string name, int place) =>
        Shown(name) == name ? name : string.Create(CultureInfo.InvariantCulture, $"(column {place + 1})");
}
