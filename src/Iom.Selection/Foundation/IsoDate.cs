using System.Globalization;

namespace Iom.Selection.Foundation;

/// <summary>Dates as result files, extracts and texts write them: <c>yyyy-MM-dd</c>, on any machine.</summary>
internal static class IsoDate
{
    /// <summary>How they are written.</summary>
    public const string Format = "yyyy-MM-dd";

    /// <summary>Writes a date.</summary>
    public static string Text(DateOnly date) => date.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Writes a date; null stays null.</summary>
    public static string? Text(DateOnly? date) => date is { } day ? Text(day) : null;
}
