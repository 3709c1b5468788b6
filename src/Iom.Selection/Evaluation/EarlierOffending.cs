using System.ComponentModel;

namespace Iom.Selection.Evaluation;

/// <summary>The proven offences of one person up to a date, as they were known on it.</summary>
/// <remarks>The default value is of somebody of whom none is known.</remarks>
/// <param name="Ever">How many are known.</param>
/// <param name="Last12Months">Those of the last 12 months.</param>
/// <param name="Last24Months">Those of the last 24 months.</param>
/// <param name="Undated">Those whose outcome has no date.</param>
/// <param name="Decayed">The sum of 2^(-days/730), in order of days.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct EarlierOffending(int Ever, int Last12Months, int Last24Months, int Undated, double Decayed);
