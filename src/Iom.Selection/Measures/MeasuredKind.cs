namespace Iom.Selection.Measures;

/// <summary>Which kind of reading a <see cref="Measured"/> is.</summary>
internal enum MeasuredKind : byte
{
    NotApplicable,
    Known,
    Missing,
    MissingOrNotApplicable,
}
