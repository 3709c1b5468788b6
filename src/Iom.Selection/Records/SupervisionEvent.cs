namespace Iom.Selection.Records;

/// <summary>What interrupted or ended a supervision.</summary>
public enum SupervisionEvent
{
    /// <summary>The order or licence was breached.</summary>
    Breach,

    /// <summary>Recalled to custody.</summary>
    Recall,

    /// <summary>The order was revoked.</summary>
    Revoked,
}
