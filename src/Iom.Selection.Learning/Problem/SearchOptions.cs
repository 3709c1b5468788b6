namespace Iom.Selection.Learning.Problem;

/// <summary>What a card may look like, and how much is searched. The defaults are those of docs/learning.md.</summary>
public sealed record SearchOptions
{
    // As many rows x steps as take about a tenth of a second for each size of card.
    private const long CellsAtOnce = 1_000_000;

    /// <summary>The most steps with points, 1 or more; cards are learned for every number up to it. Default 10.</summary>
    public int MaxSteps { get; init; } = 10;

    /// <summary>The most steps with points of one measure, 1 or more; default: no limit.</summary>
    public int MaxStepsPerMeasure { get; init; } = int.MaxValue;

    /// <summary>The most measures with points, 1 or more; default: no limit.</summary>
    public int MaxMeasures { get; init; } = int.MaxValue;

    /// <summary>The most points anybody could have, counted from the least anybody could have, 1 or more; default: no limit.</summary>
    public int MaxTotal { get; init; } = int.MaxValue;

    /// <summary>How many cards of each size are carried on to the next, 1 or more.</summary>
    public int BeamWidth { get; init; } = 20;

    /// <summary>How many additions to each card are looked at closely, 1 or more.</summary>
    public int AdditionsPerCard { get; init; } = 8;

    /// <summary>How many cards of each size are searched deeply, 1 or more.</summary>
    public int DeepStarts { get; init; } = 4;

    /// <summary>How often the best card of each size is disturbed and searched again, 0 or more.</summary>
    public int Kicks { get; init; } = 16;

    /// <summary>How often sets of steps are proposed from the best card of each size, 0 or more.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>How many sets are rounded each time, 1 or more.</summary>
    public int Sets { get; init; } = 20;

    /// <summary>How often the search for sets starts again, 0 or more.</summary>
    public int SetRounds { get; init; } = 10;

    /// <summary>What chance is drawn from: the same text gives the same cards.</summary>
    public string Seed { get; init; } = "iom learn";

    /// <summary>Runs a work for each number below a count, on whichever threads; the result is the same. Default: one after another.</summary>
    public Action<int, Action<int>> RunEach { get; init; } = (count, work) =>
    {
        for (var i = 0; i < count; i++) work(i);
    };

    /// <summary>What is small is searched more: the widths are up to three times, the kicks up to ten times what they say.</summary>
    internal SearchOptions ForSize(long cells)
    {
        var times = (int)Math.Clamp(CellsAtOnce / Math.Max(1, cells), 1, 10);
        var wider = Math.Min(3, times);
        return this with
        {
            BeamWidth = BeamWidth * wider,
            AdditionsPerCard = AdditionsPerCard * wider,
            DeepStarts = DeepStarts * wider,
            Sets = Sets * wider,
            Kicks = Kicks * times,
        };
    }

    /// <summary>Is told when all cards up to a size are found; default: nobody.</summary>
    public Action<int>? OnSize { get; init; }
}
