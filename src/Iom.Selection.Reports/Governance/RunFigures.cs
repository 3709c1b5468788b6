using System.Text.Json;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Reports.Governance;

/// <summary>What another run found, for the drafts of a policy's record.</summary>
/// <param name="Run">The run: of <c>iom audit</c>, <c>iom evaluate</c> or <c>iom backtest</c>.</param>
/// <param name="Figures">Its figures, as its file of JSON says them.</param>
public sealed record RunFigures(RunFolder Run, JsonElement Figures);
