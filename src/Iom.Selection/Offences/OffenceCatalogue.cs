using System.Collections.Frozen;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Offences;

/// <summary>What is known about offence codes: group, gravity, and whether they trigger a drug test.</summary>
/// <remarks>Never changes once made, and may be shared between threads.</remarks>
public sealed class OffenceCatalogue
{
    private readonly FrozenDictionary<string, CatalogueEntry> _entries;

    /// <summary>Makes a catalogue.</summary>
    /// <param name="entries">Its rows, in any order; codes get their one spelling.</param>
    /// <exception cref="ArgumentException">Two rows have one code, or a severity is negative.</exception>
    public OffenceCatalogue(IEnumerable<CatalogueEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var byCode = new Dictionary<string, CatalogueEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var normal = entry with { Code = OffenceCode.Normalise(entry.Code) };
            if (normal.Severity < 0) throw new ArgumentException($"The severity of code {normal.Code} is negative.", nameof(entries));
            if (!byCode.TryAdd(normal.Code, normal)) throw new ArgumentException($"Code {normal.Code} is listed twice.", nameof(entries));
        }
        _entries = byCode.ToFrozenDictionary(StringComparer.Ordinal);
        Entries = [.. byCode.Values.OrderBy(entry => entry.Code, Utf8Ordinal.Comparer)];
    }

    /// <summary>The built-in catalogue: Home Office codes of England and Wales.</summary>
    /// <remarks>Severity is the statutory maximum sentence in years (life = 100, summary only = months / 12). See docs/catalogue.md for sources.</remarks>
    public static OffenceCatalogue BuiltIn => BuiltInCatalogue.Value;

    /// <summary>All rows, by code, ordinally.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>Finds the row for a code: its own, or for five digits that of its class. The row found stands whole.</summary>
    /// <param name="code">A normalised code.</param>
    /// <returns>The row, or null for an unclassified code.</returns>
    public CatalogueEntry? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (_entries.TryGetValue(code, out var entry)) return entry;
        if (!OffenceCode.IsFull(code)) return null;
        return _entries.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code.AsSpan(0, OffenceCode.ClassLength), out entry) ? entry : null;
    }

    /// <summary>The group of breaches of orders, bail and licence: they pass only where a policy names them, and bring nobody into scope.</summary>
    public const string BreachGroup = "breach";

    /// <summary>Whether a code has a row of its own.</summary>
    /// <param name="code">A normalised code.</param>
    /// <returns>True for an exact match; a class standing for it does not count.</returns>
    public bool Lists(string code) => _entries.ContainsKey(code);

    /// <summary>Opens the bytes of the built-in catalogue, so that its hash can be told and its layout copied.</summary>
    /// <returns>UTF-8 CSV in the layout of <c>--catalogue</c>.</returns>
    public static Stream OpenBuiltIn() =>
        typeof(OffenceCatalogue).Assembly.GetManifestResourceStream("Iom.Selection.catalogue.csv")
        ?? throw new InvalidOperationException("The built-in catalogue is missing from the assembly.");

    // The built-in file holds no quotes (a test says so), so that the core needs no CSV reader.
    private static readonly Lazy<OffenceCatalogue> BuiltInCatalogue = new(() =>
    {
        using var reader = new StreamReader(OpenBuiltIn());
        var header = reader.ReadLine()!.Split(',');
        int Column(string name) => Array.IndexOf(header, name);
        var (code, title, group) = (Column("code"), Column("title"), Column("group"));
        var (neighbourhood, acquisitive, severity) = (Column("neighbourhood"), Column("acquisitive"), Column("severity"));
        var (triggerFrom, triggerTo) = (Column("trigger_from"), Column("trigger_to"));

        var entries = new List<CatalogueEntry>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            entries.Add(new CatalogueEntry(cells[code], cells[title], cells[group])
            {
                Neighbourhood = cells[neighbourhood] == "yes",
                Acquisitive = cells[acquisitive] == "yes",
                Severity = cells[severity].Length == 0 ? null : decimal.Parse(cells[severity], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
                TriggerFrom = Date(cells[triggerFrom]),
                TriggerTo = Date(cells[triggerTo]),
            });
        }
        return new OffenceCatalogue(entries);

        static DateOnly? Date(string cell) =>
            cell.Length == 0 ? null : DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    });
}
