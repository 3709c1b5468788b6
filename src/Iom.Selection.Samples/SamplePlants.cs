namespace Iom.Selection.Samples;

/// <summary>How often each fault and each hard case was planted.</summary>
public sealed record SamplePlants
{
    /// <summary>Rows of <c>offences.csv</c> that stand there twice.</summary>
    public int RepeatedOffenceRowCount { get; init; }

    /// <summary>Rows of <c>offences.csv</c> that say the same of an offence in other words: another source, or no <c>detected_by</c>.</summary>
    public int DifferingOffenceRowCount { get; init; }

    /// <summary>Offences of which the police report a charge and the court what came of it.</summary>
    public int ChargedThenDecidedCount { get; init; }

    /// <summary>Convictions that a later appeal ended.</summary>
    public int AppealAllowedCount { get; init; }

    /// <summary>Offences with two decided outcomes of one day.</summary>
    public int ContestedCount { get; init; }

    /// <summary>Rows with a decided outcome and no date of it.</summary>
    public int UndatedOutcomeCount { get; init; }

    /// <summary>Rows whose outcome is dated after the as-of date, so that it has not happened.</summary>
    public int OutcomeAfterAsOfCount { get; init; }

    /// <summary>Codes that have lost their leading zero.</summary>
    public int LostZeroCount { get; init; }

    /// <summary>Offences with a code that the catalogue does not know.</summary>
    public int UnclassifiedCount { get; init; }

    /// <summary>Offences of which nobody says who detected them.</summary>
    public int NoDetectedByCount { get; init; }

    /// <summary>Rows of <c>offences.csv</c> about somebody who is not in <c>offenders.csv</c>: refused.</summary>
    public int UnknownOffenderCount { get; init; }

    /// <summary>Rows of <c>offences.csv</c> with the day before the month: refused.</summary>
    public int BadDateCount { get; init; }

    /// <summary>Rows of <c>offences.csv</c> with an outcome that is not in the list: refused.</summary>
    public int UnknownOutcomeCount { get; init; }

    /// <summary>Offences whose outcome is dated before them, so that nothing counts them.</summary>
    public int OutcomeBeforeOffenceCount { get; init; }

    /// <summary>Dates in <c>offences.csv</c> that stand for no date.</summary>
    public int SentinelDateCount { get; init; }

    /// <summary>Offences with a row that was recorded later and corrects the first.</summary>
    public int CorrectedOffenceCount { get; init; }

    /// <summary>Ids of offences that are case numbers: each stands for two offences.</summary>
    public int CaseNumberCount { get; init; }

    /// <summary>Ids of offences with a space behind them.</summary>
    public int PaddedIdCount { get; init; }

    /// <summary>Codes with a slash and without the zeros around it.</summary>
    public int ShortSlashCodeCount { get; init; }

    /// <summary>Offences marked as committed as a youth.</summary>
    public int AsYouthCount { get; init; }

    /// <summary>Rows of <c>offences.csv</c> whose person is a word for nobody: refused.</summary>
    public int PlaceholderIdCount { get; init; }

    /// <summary>Rows of <c>offences.csv</c> that are the header once more: refused.</summary>
    public int RepeatedHeaderCount { get; init; }

    /// <summary>Drug tests that are inconclusive, repeats left out.</summary>
    public int InconclusiveDrugTestCount { get; init; }

    /// <summary>Times in custody that end before they begin.</summary>
    public int CustodyEndsBeforeItBeginsCount { get; init; }

    /// <summary>The month whose court results did not come, by its first day.</summary>
    public required DateOnly MissingMonth { get; init; }

    /// <summary>The rows that should have come in that month.</summary>
    public int MissingMonthRowCount { get; init; }

    /// <summary>People with two rows in <c>offenders.csv</c> that contradict each other in one column.</summary>
    public int OffenderConflictCount { get; init; }

    /// <summary>People whose <c>youth</c> is empty.</summary>
    public int NoYouthCount { get; init; }

    /// <summary>People whose <c>mappa_level</c> is empty.</summary>
    public int NoMappaLevelCount { get; init; }

    /// <summary>People whose <c>supervision</c> is empty.</summary>
    public int NoSupervisionCount { get; init; }

    /// <summary>Drug tests sent twice with two results.</summary>
    public int DifferingDrugTestCount { get; init; }

    /// <summary>People without a row in <c>characteristics.csv</c>.</summary>
    public int NoCharacteristicsCount { get; init; }

    /// <summary>Offences of members in the cohort that an effect prevented, so that they are not there.</summary>
    public int PreventedOffenceCount { get; init; }
}
