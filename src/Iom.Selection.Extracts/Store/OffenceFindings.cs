using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Store;

/// <summary>What one thread finds while it takes people's offences together on one as-of date, besides their points.</summary>
internal sealed class OffenceFindings(int codes)
{
    // By reference, so that rows are counted where they stand.
    private DatedCounts _counts;

    /// <summary>What became of the rows, repeats left out.</summary>
    public ref DatedCounts Counts => ref _counts;

    /// <summary>People of whom no offence is known.</summary>
    public int PeopleWithout { get; set; }

    public int Offences { get; set; }

    public int Unclassified { get; set; }

    public int UndatedOutcomes { get; set; }

    /// <summary>How many offences have each code, by the code's number; only of codes that the catalogue does not know.</summary>
    public int[] UnknownCodes { get; } = new int[codes];

    /// <summary>Rows for which another stands.</summary>
    public List<RecordName> Duplicates { get; } = [];

    /// <summary>Offences whose rows contradict each other, and about what.</summary>
    public List<(RecordName Name, OffenceConflicts Conflicts)> Conflicting { get; } = [];

    /// <summary>How many offences no measure counts, because their rows contradict each other.</summary>
    public int NotCounted { get; set; }

    /// <summary>How many ids of offences are case numbers.</summary>
    public int CaseNumbers { get; set; }

    /// <summary>Rows of people of whom two offence ids may be alike but for case.</summary>
    public List<CaseAlikeRow> AlikeButForCase { get; } = [];

    /// <summary>Rows of people who have, on one day and of one class, several offences that some system reports.</summary>
    public List<AlikeRow> Alike { get; } = [];

    /// <summary>Every row that is named in any of them.</summary>
    public IEnumerable<RecordName> Names => Duplicates.Concat(Conflicting.Select(conflict => conflict.Name)).Concat(Alike.Select(row => row.Name)).Concat(AlikeButForCase.Select(row => row.Name));
}
