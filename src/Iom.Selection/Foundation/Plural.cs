using System.Globalization;

namespace Iom.Selection.Foundation;

/// <summary>Numbers with what they count, in the right number: <c>1 cell</c>, <c>3 cells</c>.</summary>
internal static class Plural
{
    /// <summary>Writes a number and what it counts.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">What there is one of.</param>
    /// <param name="many">What there are several of; with an <c>s</c> at the end if left out.</param>
    public static string Format(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
