using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>All that the files of a backtest are written from.</summary>
public sealed record BacktestReport
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The policies, each with its file.</summary>
    public required IReadOnlyList<EvaluatedPolicy> Policies { get; init; }

    /// <summary>The catalogue.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>What became of every row of the extracts.</summary>
    public required ExtractAccount Account { get; init; }

    /// <summary>How many people each method takes.</summary>
    public required BacktestSize Size { get; init; }

    /// <summary>The last day of which the extract tells.</summary>
    public required DateOnly KnownUpTo { get; init; }

    /// <summary>The dates, in order.</summary>
    public required IReadOnlyList<BacktestDate> Dates
    {
        get;
        init
        {
            field = value;
            Drift = [.. Backtest.Drift(value)];
        }
    }

    /// <summary>How totals and what is missing moved from each date to the next.</summary>
    public IReadOnlyList<DriftOverDates> Drift { get; private init; } = [];

    /// <summary>What goes into the folder besides, for people to look at.</summary>
    public IReadOnlyList<AddedFile> Added { get; init; } = [];
}
