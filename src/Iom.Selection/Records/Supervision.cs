namespace Iom.Selection.Records;

/// <summary>Whether probation supervises the person under an order or a licence.</summary>
public enum Supervision
{
    /// <summary>Under a court order or on licence.</summary>
    Statutory,

    /// <summary>Under neither: takes part, if at all, of their own accord.</summary>
    NonStatutory,
}
