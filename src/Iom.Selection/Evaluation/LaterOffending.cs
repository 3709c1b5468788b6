using System.ComponentModel;

namespace Iom.Selection.Evaluation;

/// <summary>The proven offences of one person in a time.</summary>
/// <remarks>The default value is of somebody who did nothing.</remarks>
/// <param name="Count">How many there are.</param>
/// <param name="Severity">The sum of the severities that are known.</param>
/// <param name="UnknownSeverityCount">How many are of unknown severity.</param>
/// <param name="UndatedCount">How many have an outcome without a date.</param>
/// <param name="FirstDay">The day number of the first; 0 where there is none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LaterOffending(int Count, double Severity, int UnknownSeverityCount, int UndatedCount, int FirstDay);
