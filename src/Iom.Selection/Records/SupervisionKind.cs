namespace Iom.Selection.Records;

/// <summary>Under what the person is supervised.</summary>
public enum SupervisionKind
{
    /// <summary>A community order.</summary>
    CommunityOrder,

    /// <summary>A suspended sentence order.</summary>
    SuspendedSentence,

    /// <summary>Released on licence.</summary>
    Licence,

    /// <summary>Something else.</summary>
    Other,
}
