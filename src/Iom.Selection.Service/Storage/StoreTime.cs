using System.Globalization;

namespace Iom.Selection.Service.Storage;

/// <summary>Times as the store holds them, so that their order as texts is their order in time.</summary>
internal static class StoreTime
{
    /// <summary>Writes a time.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
