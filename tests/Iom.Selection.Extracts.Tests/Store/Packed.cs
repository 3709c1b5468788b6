using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

internal static class Packed
{
    /// <summary>A row of offences, of which only what lies in few bits is set.</summary>
    public static OffenceRow Offence(int day, int outcomeDay, int outcome, int detectedBy, int idLength, int asYouth = 0)
    {
        var row = default(OffenceRow);
        row.Pack(day, outcomeDay, outcome, detectedBy, asYouth, idLength, foldBits: 0);
        return row;
    }
}
