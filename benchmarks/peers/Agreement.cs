namespace Iom.Selection.Peers;

/// <summary>Holds two rankings against each other, person by person.</summary>
internal static class Agreement
{
    private const int Factors = 9;
    private const int LightFactors = 5;

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
                cells[0], cells[1], cells[2], cells[3], cells[4] == "yes" ? "true" : "false", cells[5] == "yes" ? "true" : "false", cells[8], cells[9], .. cells[12..(12 + Factors)],
            ]);
            if (asTheirs != other) throw new InvalidOperationException($"The rankings differ in row {people + 1}.");
        }
    }

    /// <summary>Makes sure that two rankings of the same people under other ids give the same points to as many.</summary>
    public static void CheckSamePoints(string one, string other)
    {
        if (!Points(one).SequenceEqual(Points(other), StringComparer.Ordinal)) throw new InvalidOperationException("The points depend on what ids look like.");

        static IEnumerable<string> Points(string path) =>
            File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells => string.Join(',', (string[])[cells[8], .. cells[12..(12 + LightFactors)]])).Order(StringComparer.Ordinal);
    }

    /// <summary>Makes sure that the total and the points of each factor are the same for everybody; who is tied stands in any order.</summary>
    /// <returns>How many people.</returns>
    public static int CheckPoints(string ours, string theirs)
    {
        // Of ours all who are ranked: someone without a proven offence has no points.
        var points = File.ReadLines(ours).Skip(1).Select(line => line.Split(',')).Where(cells => cells[0].Length > 0)
            .ToDictionary(cells => cells[1], cells => string.Join(',', (string[])[cells[8], .. cells[12..(12 + LightFactors)]]), StringComparer.Ordinal);
        var people = 0;
        foreach (var cells in File.ReadLines(theirs).Skip(1).Select(line => line.Split(',')))
        {
            if (points.GetValueOrDefault(cells[0]) != string.Join(',', cells[3..])) throw new InvalidOperationException($"The points differ in row {people + 1}.");
            people++;
        }
        return people == points.Count ? people : throw new InvalidOperationException($"{points.Count} people are ranked, and {people} by the database.");
    }
}
