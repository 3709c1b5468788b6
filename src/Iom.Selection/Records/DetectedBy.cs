namespace Iom.Selection.Records;

/// <summary>Who brought an offence to notice.</summary>
/// <remarks>What police or store detectives find measures their activity as well as offending, so a factor may leave it out.</remarks>
public enum DetectedBy
{
    /// <summary>A victim, a witness or another member of the public.</summary>
    Public,

    /// <summary>Police activity: a stop, a search, an operation.</summary>
    Police,

    /// <summary>Store detectives or security staff.</summary>
    Store,
}
