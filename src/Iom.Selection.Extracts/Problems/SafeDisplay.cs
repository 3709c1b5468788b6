using System.Globalization;

namespace Iom.Selection.Extracts.Problems;

/// <summary>How names that come from outside are shown.</summary>
internal static class SafeDisplay
{
    private const int Longest = 64;
    private const int MaxCodeLength = 10;

    /// <summary>A name of a file or a column, if it looks like one; else only that there is one.</summary>
    /// <remarks>Without a header, the first line is a person.</remarks>
    public static string Shown(string name) =>
        name.Length <= Longest && name.All(c => char.IsAsciiLetter(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or ' ') && name.Count(char.IsAsciiDigit) <= 4
            ? name
            : "(a name that is not shown)";

    /// <summary>A code, if it looks like one.</summary>
    public static string ShownCode(string code) =>
        code.Length <= MaxCodeLength && code.All(c => char.IsAsciiLetter(c) || char.IsAsciiDigit(c) || c is '-' or '.') ? code : "(a code that is not shown)";

    /// <summary>A column's name, or its place.</summary>
    public static string ShownColumn(string name, int place) =>
        Shown(name) == name ? name : string.Create(CultureInfo.InvariantCulture, $"(column {place + 1})");
}
