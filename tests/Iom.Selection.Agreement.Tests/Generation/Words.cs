using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>The cells that hurt.</summary>
internal static class Words
{
    public static readonly int[] Months = [1, 3, 6, 12, 18, 24, 36];

    /// <summary>Lengths in days of spells in custody, by which windows at liberty begin earlier.</summary>
    public static readonly int[] Spells = [1, 2, 10, 30];

    // U+FF5E sorts after an emoji in UTF-16, before it in UTF-8.
    private static readonly string[] Prefixes =
        ["n", "N", "n", "N", "-", "=", "+", "@", "'", "'=", "Ω", "ب", "中", "\U0001F600", "\uFF5E", "\"", "0", "#", " n", "\uFF4E", "\u2126", "n", "n"];

    private static readonly string[] Suffixes = ["", "", "", "", " B", ",x", "\"q\"", "/A", " ", "é", "e\u0301", "E\u0301"];

    public static readonly string[] Codes =
    [
        "028", "02803", "028/03", "2803", "02811", "2811", "034", "034/01", "03402", "049/11", "049", "4911", "105", "10501", "00801", "008", "801", "805",
        "80501", "00805", "0805", "092", "09240", "9240", "X1", "ZZ", "99999", "9999", "28/3", "8/1", "034/1", "49/11", "998", "998/2", "99801", "BR1", "802", "80201",
    ];

    /// <summary>Something that happens once in so many times.</summary>
    public static Gen<bool> OnceIn(int times) => Gen.Choose(1, times).Select(number => number == 1);

    public static Gen<string> Id(int number) =>
        from prefix in Gen.Elements(Prefixes)
        from suffix in Gen.Elements(Suffixes)
        select prefix + (number / 2).ToString(CultureInfo.InvariantCulture) + suffix;

    public static Gen<string> Maybe(Gen<string> cell, int emptyInTen) => Gen.Frequency((emptyInTen, Gen.Elements("", "", " ")), (10 - emptyInTen, cell));

    /// <summary>A word of a vocabulary, whatever its case.</summary>
    public static Gen<string> Word(string words) =>
        from word in Gen.Elements(words.Split(' '))
        from casing in Gen.Choose(0, 9)
        select casing switch { 0 => word.ToUpperInvariant(), 1 => char.ToUpperInvariant(word[0]) + word[1..], _ => word };

    public static Gen<DateOnly> Day(DateOnly asOf)
    {
        var edges =
            from months in Gen.Elements(Months)
            from aside in Gen.Choose(-1, 2)
            select asOf.AddMonths(-months).AddDays(aside);
        var earlier =
            from months in Gen.Elements(Months)
            from spell in Gen.Elements(Spells)
            from aside in Gen.Choose(0, 1)
            select asOf.AddMonths(-months).AddDays(aside - spell);
        var about = Gen.Choose(-3, 2).Select(asOf.AddDays);
        var near = Gen.Choose(-100, 0).Select(asOf.AddDays);
        var far = Gen.Choose(-1300, 0).Select(asOf.AddDays);
        var fixedDays = Gen.Elements(
            new DateOnly(2024, 2, 29), new DateOnly(2025, 8, 12), new DateOnly(2025, 8, 13), new DateOnly(2025, 8, 14), new DateOnly(2023, 6, 30),
            new DateOnly(2023, 7, 1), new DateOnly(2023, 7, 2));
        return Gen.Frequency((5, edges), (2, earlier), (2, about), (4, near), (6, far), (1, fixedDays));
    }

    public static Gen<string> DayText(DateOnly asOf) => Day(asOf).Select(Text);

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
