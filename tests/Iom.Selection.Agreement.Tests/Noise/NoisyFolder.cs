using System.Text;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Agreement.Tests.Reference;

namespace Iom.Selection.Agreement.Tests.Noise;

/// <summary>A CSV file of a folder in which nothing is wrong yet.</summary>
/// <param name="Name">The contract's name of it.</param>
/// <param name="Header">The columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record NoisyFile(string Name, string[] Header, string[][] Rows)
{
    /// <summary>What happens to the text as a whole.</summary>
    public Func<string, string> Text { get; init; } = text => text;

    /// <summary>What happens to its bytes.</summary>
    public Func<string, byte[]> Bytes { get; init; } = Encoding.UTF8.GetBytes;

    public int Column(string name) => Array.IndexOf(Header, name);

    public string Cell(string[] row, string column) => row[Column(column)];

    public string IdOf(string[] row) => Cell(row, "offender_id");

    public void WriteTo(string folder) =>
        File.WriteAllBytes(Path.Combine(folder, Name), Bytes(Text(string.Concat(Rows.Prepend(Header).Select(row => string.Join(',', row.Select(Quoted)) + "\n")))));

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <summary>All that a run is given, with nothing wrong in it but what a corruption put there.</summary>
internal sealed record NoisyFolder(MessyFolder Asked, NoisyFile[] Files)
{
    private static readonly (string File, string First, string Second)[] Orders =
    [
        ("offences.csv", "offence_date", "outcome_date"), ("custody.csv", "from", "to"), ("memberships.csv", "from", "to"), ("supervision.csv", "from", "event_date"),
        ("support.csv", "started_on", "ended_on"),
    ];

    public NoisyFile? this[string name] => Files.SingleOrDefault(file => file.Name == name);

    public NoisyFolder With(NoisyFile file) => this with { Files = [.. Files.Select(other => other.Name == file.Name ? file : other)] };

    public NoisyFolder Without(string name) => this with { Files = [.. Files.Where(file => file.Name != name)] };

    /// <summary>A generated folder with all that is wrong left out: one row a record, each of a known person.</summary>
    public static NoisyFolder Clean(MessyFolder messy)
    {
        var offenders = messy["offenders.csv"]!;
        var people = Rows(offenders).DistinctBy(row => row[0]).ToArray();
        var locations = people.ToDictionary(row => row[0], row => row[3].ToLowerInvariant());
        return new NoisyFolder(messy, [.. messy.Extracts.Select(file => new NoisyFile(file.Name, file.Columns, file.Name == "offenders.csv" ? people : [.. Rows(file)
            .Where(row => locations.ContainsKey(row[Array.IndexOf(file.Columns, "offender_id")]))
            .Where(row => file.Name != "custody.csv" || locations[row[0]] != "community" || (ReferenceText.Date(row[2]) is { } end && end <= messy.AsOf))
            .DistinctBy(row => file.Name is "offences.csv" or "drug_tests.csv" or "engagement.csv" ? (row[0], row[1]) : file.Name == "identities.csv" ? (row[0], row[1]) : (string.Join('\n', row), ""))]))]);
    }

    private static IEnumerable<string[]> Rows(MessyFile file)
    {
        foreach (var row in file.Rows.Where(file.IsPlain))
        {
            string[] cells = [.. row.Cells.Select(ReferenceText.Trim)];
            var isDisorderly = Orders.Any(order => order.File == file.Name
                && ReferenceText.Date(cells[Array.IndexOf(file.Columns, order.Second)]) < ReferenceText.Date(cells[Array.IndexOf(file.Columns, order.First)]));
            if (!isDisorderly) yield return cells;
        }
    }

    /// <summary>Writes it all down in a new folder, and gives the folder.</summary>
    public string Write()
    {
        var folder = Directory.CreateTempSubdirectory("iom-noise-").FullName;
        var extracts = Directory.CreateDirectory(Path.Combine(folder, "extracts")).FullName;
        foreach (var file in Files) file.WriteTo(extracts);
        Asked.Catalogue.WriteTo(folder);
        File.WriteAllText(Path.Combine(folder, "policy.json"), Asked.Policy.ToString());
        return folder;
    }
}
