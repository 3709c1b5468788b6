using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Service.Api;

/// <summary>By which policy people are to be assessed, as of which date, and what is known besides their records.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="AsOf">The date.</param>
/// <param name="LotValue">The value of the draw, where the policy waits for one.</param>
/// <param name="Supplied">Which optional kinds of record were supplied.</param>
internal sealed record Question(AskedPolicy Policy, DateOnly AsOf, string? LotValue, SuppliedExtracts Supplied)
{
    /// <summary>The keys of a question.</summary>
    public static readonly string[] Keys = ["policy", "asOf", "lotValue", "notSupplied"];

    // Kinds of record without which something is not known that otherwise would be, by the names of the extracts.
    private static readonly (string Name, SuppliedExtracts Kind)[] Optional = [("drug_tests", SuppliedExtracts.DrugTests), ("custody", SuppliedExtracts.Custody)];

    /// <summary>Reads a question; null where it complained.</summary>
    public static Question? Read(JsonCursor.Fields fields)
    {
        var policy = AskedPolicy.Read(fields);
        var asOf = fields.Required("asOf")?.Date();
        var lotValue = fields.Optional("lotValue")?.Text();
        var supplied = SuppliedExtracts.All;
        foreach (var item in fields.Optional("notSupplied")?.Array(mayBeEmpty: true, Optional.Length) ?? [])
        {
            var kind = item.Text() is { } name ? Optional.FirstOrDefault(optional => optional.Name == name).Kind : SuppliedExtracts.None;
            if (kind == SuppliedExtracts.None) item.Problem("must be one of: drug_tests, custody");
            supplied &= ~kind;
        }
        return policy is null || asOf is null ? null : new Question(policy, asOf.Value, lotValue, supplied);
    }
}
