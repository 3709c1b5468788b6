namespace Iom.Selection.Records;

/// <summary>The level at which the person is managed under Multi-Agency Public Protection Arrangements.</summary>
/// <remarks>Source: MAPPA Guidance, HM Prison and Probation Service. Not managed at any level is <see cref="None"/>, which is not zero: it is not applicable.</remarks>
public enum MappaLevel
{
    /// <summary>Not managed under the arrangements.</summary>
    None,

    /// <summary>Ordinary management by the lead agency.</summary>
    Level1,

    /// <summary>Active multi-agency meetings.</summary>
    Level2,

    /// <summary>Active multi-agency meetings with senior staff.</summary>
    Level3,
}
