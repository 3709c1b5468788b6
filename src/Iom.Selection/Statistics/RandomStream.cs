using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics;

namespace Iom.Selection.Statistics;

/// <summary>Chance that anybody can repeat: a stream of numbers that a text and a number name, the same on any machine.</summary>
/// <remarks>
/// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014). Its key is the first 8 bytes of the SHA-256 of
/// the seed. Not for the draw between people who are equal: that is <c>Draw</c>.
/// </remarks>
internal struct RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private const double TwoToMinus53 = 1.0 / (1ul << 53);

    // Below this mean, counting up from 0 is quicker, and the other method is not made for it.
    private const double MinMeanToReject = 10;

    private ulong _state;

    /// <summary>Begins a stream.</summary>
    /// <param name="key">The key of a seed; see <see cref="KeyOf"/>.</param>
    /// <param name="number">Which of the seed's streams.</param>
    public RandomStream(ulong key, int number) => _state = Mix(key + Mix((ulong)number + GoldenGamma));

    /// <summary>The key of a seed.</summary>
    public static ulong KeyOf(string seed) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    public ulong Next() => Mix(_state += GoldenGamma);

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * TwoToMinus53;

    /// <summary>A whole number from 0 to below another; the bias is below 2^-32.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>A standard normal number: Box and Muller (1958), Annals of Mathematical Statistics 29, 610-611.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>A Poisson count: multiplied uniforms for small means; for others a sum of independent parts.</summary>
    public int NextPoisson(double mean)
    {
        var count = 0;
        for (; mean > MinMeanToReject; mean -= MinMeanToReject) count += NextPoisson(MinMeanToReject);
        var (limit, product) = (Math.Exp(-mean), NextDouble());
        for (; product > limit; product *= NextDouble()) count++;
        return count;
    }

    /// <summary>A gamma number of a shape and mean shape: Marsaglia and Tsang (2000), ACM Transactions on Mathematical Software 26, 363-372.</summary>
    public double NextGamma(double shape)
    {
        if (shape < 1) return NextGamma(shape + 1) * Math.Pow(1 - NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }

    /// <summary>How many of several trials succeed.</summary>
    /// <remarks>Hörmann (1993), Journal of Statistical Computation and Simulation 46, 101-110 (BTRS); for small means by inversion.</remarks>
    /// <param name="trials">How many there are.</param>
    /// <param name="chance">The chance of each, 0 to 1.</param>
    public int NextBinomial(int trials, double chance)
    {
        if (trials <= 0 || chance <= 0) return 0;
        if (chance >= 1) return trials;
        if (chance > 0.5) return trials - NextBinomial(trials, 1 - chance);
        return trials * chance < MinMeanToReject ? ByInversion(trials, chance) : ByRejection(trials, chance);
    }

    private int ByInversion(int trials, double chance)
    {
        var ratio = chance / (1 - chance);
        var likelihood = Math.Exp(trials * Math.Log(1 - chance));
        var left = NextDouble() - likelihood;
        var count = 0;
        while (left >= 0 && count < trials)
        {
            count++;
            likelihood *= ratio * (trials - count + 1) / count;
            left -= likelihood;
        }
        return count;
    }

    private int ByRejection(int trials, double chance)
    {
        var deviation = Math.Sqrt(trials * chance * (1 - chance));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * chance);
        var centre = (trials * chance) + 0.5;
        var sure = 0.92 - (4.2 / b);
        var alpha = (2.83 + (5.1 / b)) * deviation;
        var odds = Math.Log(chance / (1 - chance));
        var mode = Math.Floor((trials + 1) * chance);
        var height = SpecialFunctions.GammaLn(mode + 1) + SpecialFunctions.GammaLn(trials - mode + 1);
        while (true)
        {
            var (u, v) = (NextDouble() - 0.5, NextDouble());
            var distance = 0.5 - Math.Abs(u);
            var count = Math.Floor((((2 * a / distance) + b) * u) + centre);
            if (distance >= 0.07 && v <= sure) return (int)count;
            if (count < 0 || count > trials) continue;
            v = Math.Log(v * alpha / ((a / (distance * distance)) + b));
            if (v <= height - SpecialFunctions.GammaLn(count + 1) - SpecialFunctions.GammaLn(trials - count + 1) + ((count - mode) * odds)) return (int)count;
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
