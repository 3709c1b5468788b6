using System.Globalization;

namespace Iom.Selection.Unchanged.Generation;

/// <summary>All chance of a folder, drawn from one seed.</summary>
internal sealed class Draw(int seed)
{
    private static readonly int[] Months = [1, 3, 6, 12, 18, 24, 36];

    private readonly Random _random = new(seed);

    public int Number(int least, int most) => _random.Next(least, most + 1);

    public bool OnceIn(int times) => _random.Next(times) == 0;

    public T Of<T>(params T[] items) => items[_random.Next(items.Length)];

    /// <summary>A word of a list parted by spaces.</summary>
    public string Word(string words) => Of(words.Split(' '));

    /// <summary>A word of a vocabulary, now and then in capitals.</summary>
    public string Coded(string words) => Word(words) is var word && OnceIn(8) ? word.ToUpperInvariant() : word;

    public string Maybe(string cell, int emptyInTen = 3) => Number(1, 10) <= emptyInTen ? "" : cell;

    public void Shuffle<T>(List<T> items) => _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));

    /// <summary>A day before a date, often at an edge of a window; now and then after it.</summary>
    public DateOnly Day(DateOnly asOf) => Number(1, 20) switch
    {
        <= 5 => asOf.AddMonths(-Of(Months)).AddDays(Number(-1, 2)),
        <= 7 => asOf.AddDays(Number(-3, 3)),
        <= 11 => asOf.AddDays(-Number(0, 100)),
        12 => Of(new DateOnly(2024, 2, 29), new DateOnly(2025, 8, 13), new DateOnly(2025, 8, 12), new DateOnly(2023, 7, 1), new DateOnly(2023, 6, 30)),
        _ => asOf.AddDays(-Number(0, 1300)),
    };

    public string DayText(DateOnly asOf) => Text(Day(asOf));

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
