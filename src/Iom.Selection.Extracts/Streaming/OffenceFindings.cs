namespace Iom.Selection.Extracts.Streaming;

/// <summary>What one thread finds while it takes people's offences together, besides their points.</summary>
internal sealed class OffenceFindings(int codes)
{
    public int Offences { get; set; }

    public int Contested => ContestedOffences.Count;

    public int Unclassified { get; set; }

    public int UndatedOutcomes { get; set; }

    /// <summary>How many offences have each code, by the code's number; only of codes that the catalogue does not know.</summary>
    public int[] UnknownCodes { get; } = new int[codes];

    /// <summary>Rows for which another stands.</summary>
    public List<RecordName> Duplicates { get; } = [];

    /// <summary>Offences whose rows contradict each other.</summary>
    public List<RecordName> ContestedOffences { get; } = [];

    /// <summary>Rows of people who have, on one day and of one class, several offences that some system reports.</summary>
    public List<(int Code, int Day, string Source, RecordName Name)> Alike { get; } = [];
}
