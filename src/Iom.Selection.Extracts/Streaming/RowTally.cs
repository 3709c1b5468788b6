namespace Iom.Selection.Extracts.Streaming;

/// <summary>What became of the rows that one thread took.</summary>
internal sealed class RowTally
{
    public long Read { get; set; }

    public long Later { get; set; }

    public long Refused { get; set; }

    public int Mended { get; set; }

    public int From { get; set; } = int.MaxValue;

    public int To { get; set; } = -1;

    /// <summary>The problems, each with the place of its file among those of its kind.</summary>
    public List<(int File, RowProblem Problem)> Problems { get; } = [];

    public void AddTo(RowCounts counts)
    {
        counts.Read += Read;
        counts.Later += Later;
        counts.Refused += Refused;
        if (To < 0) return;
        counts.Cover(DateOnly.FromDayNumber(From));
        counts.Cover(DateOnly.FromDayNumber(To));
    }
}
