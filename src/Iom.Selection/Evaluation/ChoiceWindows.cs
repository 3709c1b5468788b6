using System.ComponentModel;

namespace Iom.Selection.Evaluation;

/// <summary>What a person did in the 12 months before a date, and in the 12 months after it.</summary>
/// <param name="Before">Proven offences before, breaches left out.</param>
/// <param name="BeforeDays">Days at liberty before.</param>
/// <param name="After">Proven offences after.</param>
/// <param name="AfterDays">Days at liberty after, up to death and to the last day known.</param>
/// <param name="HasDied">Whether the person died in the time after.</param>
/// <param name="CustodyDaysAfter">Days in custody after.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ChoiceWindows(int Before, int BeforeDays, int After, int AfterDays, bool HasDied, int CustodyDaysAfter);
