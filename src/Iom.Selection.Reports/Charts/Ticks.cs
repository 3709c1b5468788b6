using System.Globalization;

namespace Iom.Selection.Reports.Charts;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    private static readonly int[] Steps = [1, 2, 5, 10];

    /// <summary>About so many round numbers from one to another, both in.</summary>
    public static IEnumerable<double> Between(double from, double to, int wanted)
    {
        var rough = (to - from) / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Steps.Select(times => times * power).First(step => step >= rough * 0.999);
        for (var i = Math.Ceiling(from / step - 1e-9); i * step <= to + step * 1e-9; i++) yield return i * step;
    }

    /// <summary>A number of an axis; there is one zero.</summary>
    public static string Text(double value) => (Math.Round(value, 4) + 0.0).ToString("#,0.####", CultureInfo.InvariantCulture);
}
