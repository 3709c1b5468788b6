using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Store;

/// <summary>What became of the rows of offences that one thread took.</summary>
/// <param name="account">Takes the problems.</param>
internal sealed class ThreadTally(LoadingAccount account)
{
    public long Read { get; set; }

    public long Refused { get; set; }

    private NoteCounts _notes;

    /// <summary>The notes of cells.</summary>
    public ref NoteCounts Notes => ref _notes;

    /// <summary>The day number of the earliest row that was not refused.</summary>
    public int Earliest { get; set; } = int.MaxValue;

    public ProblemList Problems { get; } = new(account);
}
