namespace Iom.Selection.Peers;

/// <summary>Holds two rankings against each other, person by person.</summary>
internal static class Agreement
{
    private const int Factors = 9;

    /// <summary>Makes sure that rank, recommendation, cohort, total, most and the points of each factor are the same for everybody.</summary>
    /// <returns>How many people.</returns>
    public static int Check(string ours, string theirs)
    {
        using var our = new StreamReader(ours);
        using var their = new StreamReader(theirs);
        our.ReadLine();
        their.ReadLine();
        for (var people = 0; ; people++)
        {
            var (one, other) = (our.ReadLine(), their.ReadLine());
            if (one is null && other is null) return people;
            // No cell of the benchmark's data needs quotes.
            var cells = one?.Split(',');
            var asTheirs = cells is null ? null : string.Join(',', (string[])
            [
                cells[0], cells[1], cells[2], cells[3], cells[4] == "yes" ? "true" : "false", cells[5] == "yes" ? "true" : "false", cells[8], cells[9], .. cells[11..(11 + Factors)],
            ]);
            if (asTheirs != other) throw new InvalidOperationException($"The rankings differ in row {people + 1}.");
        }
    }
}
