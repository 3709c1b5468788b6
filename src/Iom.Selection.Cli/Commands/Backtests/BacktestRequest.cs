using Iom.Selection.Cli.Shared;
using Iom.Selection.Evaluation;

namespace Iom.Selection.Cli.Commands.Backtests;

/// <summary>What to backtest, and how.</summary>
internal sealed record BacktestRequest
{
    public required string Extracts { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    /// <summary>The dates, in order, each once.</summary>
    public required IReadOnlyList<DateOnly> AsOf { get; init; }

    public required int HorizonMonths { get; init; }

    public required BacktestSize Size { get; init; }

    /// <summary>Ids of alternatives or factors of the policies.</summary>
    public required IReadOnlyList<string> WhatIfs { get; init; }

    /// <summary>Whether a horizon may end after the extract.</summary>
    public required bool AllowShort { get; init; }

    public required string? Map { get; init; }

    public required string? Catalogue { get; init; }

    public required int Threads { get; init; }

    public required bool Quiet { get; init; }

    /// <summary>The page to read.</summary>
    public required ReportRequest Report { get; init; }
}
