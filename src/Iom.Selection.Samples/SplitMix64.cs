namespace Iom.Selection.Samples;

/// <summary>Chance for samples: the same numbers on any machine and by any runtime.</summary>
/// <remarks>
/// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), with the mixing constants of David Stafford's
/// variant 13, as in Sebastiano Vigna's public-domain code. Not for secrets, nor for the draw between people who are equal.
/// </remarks>
internal struct SplitMix64(ulong state)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state = state;

    /// <summary>The chance of one person in one matter: it depends on nobody else, nor on how many there are.</summary>
    public static SplitMix64 For(int seed, int person, Matter matter) =>
        new(Mix(Mix(Mix((ulong)seed + GoldenGamma) + (ulong)person) + (ulong)matter));

    public ulong Next() => Mix(_state += GoldenGamma);

    /// <summary>A whole number from 0 to one less than <paramref name="count"/>, by the high half of a product; the bias is below 2^-32.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both possible.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool OneIn(int count) => Below(count) == 0;

    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(ReadOnlySpan<T> items) => items[Below(items.Length)];

    /// <summary>A place in a list of weights.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights) sum += weight;
        var drawn = Below(sum);
        var place = 0;
        while (drawn >= weights[place]) drawn -= weights[place++];
        return place;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
