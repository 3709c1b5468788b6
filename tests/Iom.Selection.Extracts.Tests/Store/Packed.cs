using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

internal static class Packed
{
    /// <summary>A row of offences, of which only what lies in few bits is set.</summary>
    public static OffenceRow Offence(int day, int outcomeDay, int outcome, int detectedBy, int idLength, int asYouth = 0) =>
        new() { Packed = OffenceRow.Pack(day, outcomeDay, OffenceRow.PackRest(outcome, detectedBy, asYouth, idLength)) };

    /// <summary>Keeps a row, in as many places as it needs.</summary>
    /// <returns>Whether it needed two.</returns>
    public static bool Keep(OffenceStore.Writer writer, in OffenceRow row, int person)
    {
        var isLong = KeptRow.Keep(row, out var first, out var second) == 2;
        if (isLong) writer.Add(first, second, person);
        else writer.Add(first, person);
        return isLong;
    }
}
