using Iom.Selection.Records;

namespace Iom.Selection.Benchmarks;

/// <summary>Synthetic people, the same on every run.</summary>
internal static class Synthetic
{
    public static readonly DateOnly AsOf = new(2026, 10, 31);

    private static readonly string[] Codes = ["046", "02803", "04910", "03401", "04510", "10501", "09251", "058"];

    public static CaseFile Person(int number, int offences)
    {
        var random = new Random(number);
        return new CaseFile(new Offender(new OffenderId($"SYNTHETIC-{number}")) { Youth = false, MappaLevel = MappaLevel.None, Deceased = false })
        {
            Offences = [.. Enumerable.Range(0, offences).Select(i => new OffenceReport($"F{number}-{i}", Codes[random.Next(Codes.Length)], AsOf.AddDays(-random.Next(1, 1000)), OffenceOutcome.Convicted)
            {
                OutcomeDate = AsOf.AddDays(-random.Next(1, 300)),
                DetectedBy = DetectedBy.Public,
            })],
            DrugTests = [new DrugTest("T", AsOf.AddDays(-random.Next(1, 700)), DrugTestResult.Positive)],
            Custody = [new CustodySpell(AsOf.AddDays(-random.Next(300, 500))) { To = AsOf.AddDays(-random.Next(100, 299)) }],
        };
    }
}
