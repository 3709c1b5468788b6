namespace Iom.Selection.Records;

/// <summary>What kind of contact was arranged.</summary>
public enum ContactKind
{
    /// <summary>An appointment the person knew of.</summary>
    Appointment,

    /// <summary>A visit the person knew of.</summary>
    PlannedVisit,

    /// <summary>A visit the person did not know of.</summary>
    RandomVisit,

    /// <summary>A drug test of the scheme.</summary>
    DrugTest,
}
