using Iom.Selection.Offences;

namespace Iom.Selection.Tests.Generation;

/// <summary>A catalogue with every kind of row that matters: known and unknown gravity, trigger dates that begin and end, a class and one of its codes.</summary>
internal static class TestCatalogue
{
    public static readonly DateOnly TriggerEnds = new(2025, 6, 30);

    public static OffenceCatalogue Catalogue { get; } = new(
    [
        new CatalogueEntry("028", "Burglary", "burglary") { Neighbourhood = true, Acquisitive = true, Severity = 14, TriggerFrom = new(2001, 7, 2) },
        new CatalogueEntry("029", "Graver burglary", "burglary") { Neighbourhood = true, Acquisitive = true, Severity = 100, TriggerFrom = new(2001, 7, 2) },
        new CatalogueEntry("034", "Robbery", "robbery") { Neighbourhood = true, Acquisitive = true, Severity = 100, TriggerFrom = new(2001, 7, 2) },
        new CatalogueEntry("046", "Theft", "theft") { Acquisitive = true, Severity = 7, TriggerFrom = new(2001, 7, 2), TriggerTo = TriggerEnds },
        new CatalogueEntry("04699", "Odd theft", "theft") { Acquisitive = true },
        new CatalogueEntry("105", "Assault", "violence") { Severity = 0.5m },
        new CatalogueEntry("998", "Breach", "breach") { Severity = 0.5m },
        new CatalogueEntry("LOCAL", "A local matter", "other") { Severity = 0 },
    ]);

    /// <summary>Codes that appear in histories; the last two are not in the catalogue.</summary>
    public static readonly string[] Codes = ["02801", "028", "02900", "03401", "04600", "04699", "10501", "998", "LOCAL", "77777", "ZZ"];
}
