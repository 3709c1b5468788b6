namespace Iom.Selection.Reports.Tests;

/// <summary>How old somebody has to be to read a text with ease.</summary>
/// <remarks>
/// The Flesch-Kincaid grade: 0.39 words per sentence + 11.8 syllables per word - 15.59; a school grade of the United States, in which children of grade g are about
/// g + 5 years old. Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel", Research Branch Report 8-75, 1975, page 14.
/// Syllables are counted as groups of vowels, less a silent e at the end: a rule of thumb, checked below against words counted by hand.
/// </remarks>
internal static class ReadingAge
{
    public static double InYears(string text)
    {
        var sentences = text.Split(['.', '!', '?', ':', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Words).Where(words => words.Length > 0).ToArray();
        var words = sentences.Sum(sentence => sentence.Length);
        var syllables = sentences.Sum(sentence => sentence.Sum(Syllables));
        return 0.39 * words / sentences.Length + 11.8 * syllables / words - 15.59 + 5;
    }

    public static int Syllables(string word)
    {
        var letters = word.ToLowerInvariant();
        var count = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (IsVowel(letters[i]) && (i == 0 || !IsVowel(letters[i - 1]))) count++;
        }
        var isSilent = letters.EndsWith('e') && !letters.EndsWith("le", StringComparison.Ordinal) || letters.EndsWith("ed", StringComparison.Ordinal) && !letters.EndsWith("ted", StringComparison.Ordinal) && !letters.EndsWith("ded", StringComparison.Ordinal);
        return Math.Max(1, isSilent ? count - 1 : count);
    }

    private static string[] Words(string sentence) => [.. sentence.Split([' ', ',', ';', '(', ')', '"'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsAsciiLetter))];

    private static bool IsVowel(char c) => "aeiouy".Contains(c, StringComparison.Ordinal);
}
