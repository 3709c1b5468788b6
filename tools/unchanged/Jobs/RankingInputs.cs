using System.Globalization;
using Iom.Selection.Unchanged.Generation;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>What a ranking is made from, as the options that all verbs share.</summary>
internal sealed record RankingInputs(string Extracts, string Policy, DateOnly AsOf, int Capacity, string? Catalogue = null)
{
    /// <summary>The options, with more behind them.</summary>
    public string[] Options(params string[] more) =>
    [
        "--extracts", Extracts, "--policy", Policy, "--as-of", Draw.Text(AsOf), "--capacity", Capacity.ToString(CultureInfo.InvariantCulture),
        .. Catalogue is null ? [] : new[] { "--catalogue", Catalogue }, .. more,
    ];

    public Command Rank(params string[] more) => new("rank", Options(more));

    public Command Review(params string[] more) => new("review", Options(more));

    public Command Explain(string id, params string[] more) => new("explain", Options(["--offender", id, .. more]));

    public Command Check(params string[] more) => new("check", ["--extracts", Extracts, .. Catalogue is null ? [] : new[] { "--catalogue", Catalogue }, .. more]);

    public RankingInputs At(DateOnly asOf) => this with { AsOf = asOf };
}
