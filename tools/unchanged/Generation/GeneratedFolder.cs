namespace Iom.Selection.Unchanged.Generation;

/// <summary>A folder of all twelve files about people who never were, with a policy, written down.</summary>
internal sealed class GeneratedFolder
{
    private GeneratedFolder(DateOnly asOf, int capacity, IReadOnlyList<string> ids) => (AsOf, Capacity, Ids) = (asOf, capacity, ids);

    public DateOnly AsOf { get; }

    public int Capacity { get; }

    /// <summary>The people's ids, as the partnership has them.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Draws a folder and writes it: <c>extracts</c> and <c>policy.json</c>.</summary>
    /// <param name="seed">From which all of it is drawn.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="unlisted">Whether agencies that the policy does not list speak at panels.</param>
    public static GeneratedFolder Write(int seed, string folder, bool unlisted = false)
    {
        var draw = new Draw(seed);
        var asOf = draw.Of(new DateOnly(2024, 2, 29), new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31), new DateOnly(2026, 6, 30), new DateOnly(2025, 8, 31));
        var people = draw.Of(1, 5, 12, 20, 30, 40, 60);
        var extracts = Directory.CreateDirectory(Path.Combine(folder, "extracts")).FullName;
        var rows = new GeneratedRows(draw, asOf, people, unlisted);
        var identities = rows.Of(Kind.Identities);
        var mapped = draw.OnceIn(2);
        var mappings = new Dictionary<string, List<object>>();

        // Somebody without an id in the other system is written with one that nobody knows, or with somebody else's.
        string External(string id, string system) =>
            identities.FirstOrDefault(row => row[0] == system && row[2] == id)?[1] ?? (draw.OnceIn(4) ? "E" + draw.Number(0, 9) : id);

        foreach (var kind in Kind.All)
        {
            var all = kind == Kind.Identities ? identities : rows.Of(kind);
            // Two agencies send files of a kind, each with a layout of its own.
            var agencies = mapped && draw.OnceIn(2) ? draw.Number(1, 2) : 0;
            if (agencies == 0) new GeneratedFile(draw, kind, asOf, kind.Name + ".csv", mapped: false).Write(extracts, all, External);
            for (var agency = 0; agency < agencies; agency++)
            {
                var file = new GeneratedFile(draw, kind, asOf, $"{(agency == 0 ? "NICHE" : "COURT")}_{kind.Name}", mapped: true);
                file.Write(extracts, [.. all.Where((_, index) => index % agencies == agency)], External);
                if (!mappings.TryGetValue(kind.Name, out var list)) mappings.Add(kind.Name, list = []);
                list.Add(file.Mapping()!);
            }
        }
        if (mappings.Count > 0) File.WriteAllText(Path.Combine(extracts, "extract-map.json"), GeneratedFile.Map(mappings));
        File.WriteAllText(Path.Combine(folder, "policy.json"), GeneratedPolicy.Text(draw, asOf));
        return new GeneratedFolder(asOf, draw.Of(0, 1, 3, 5, 10, 20), rows.Ids);
    }
}
