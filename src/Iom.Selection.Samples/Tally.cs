namespace Iom.Selection.Samples;

/// <summary>Counts while a sample is written.</summary>
internal sealed class Tally
{
    // More than anybody can have: 200 offences, each recorded four times.
    private const int MaxOffences = 1000;

    // By how many offences somebody has: no list of people is kept, however many there are.
    private readonly long[] _peopleByOffences = new long[MaxOffences + 1];

    public int Repeated;
    public int Differing;
    public int ChargedThenDecided;
    public int Appeals;
    public int Contested;
    public int UndatedOutcomes;
    public int OutcomesAfterAsOf;
    public int LostZeros;
    public int Unclassified;
    public int NoDetectedBy;
    public int UnknownOffenders;
    public int BadDates;
    public int UnknownOutcomes;
    public int OutcomesBeforeOffence;
    public int Sentinels;
    public int Corrected;
    public int CaseNumbers;
    public int PaddedIds;
    public int ShortSlashes;
    public int AsYouth;
    public int Placeholders;
    public int RepeatedHeaders;
    public int InconclusiveDrugTests;
    public int CustodyTurned;
    public int MissingMonthRows;
    public int OffenderConflicts;
    public int NoYouth;
    public int NoMappaLevel;
    public int NoSupervision;
    public int DifferingDrugTests;
    public int NoCharacteristics;
    public int Members;
    public int Offences;
    public int InDifferentGroup;
    public int AddedOffences;
    public int PreventedOffences;

    public void AddPersonWith(int offences)
    {
        _peopleByOffences[offences]++;
        Offences += offences;
    }

    /// <summary>The part of all offences that the tenth of people with most of them have; people rounded down, at least one.</summary>
    public double TopTenthShare(int people)
    {
        var (left, theirs) = (Math.Max(1L, people / 10), 0L);
        for (var offences = MaxOffences; offences >= 0 && left > 0; offences--)
        {
            var here = Math.Min(left, _peopleByOffences[offences]);
            theirs += here * offences;
            left -= here;
        }
        return Offences == 0 ? 0 : (double)theirs / Offences;
    }
}
