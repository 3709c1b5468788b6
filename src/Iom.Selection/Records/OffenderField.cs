namespace Iom.Selection.Records;

/// <summary>A field of a person that an extract may give, leave empty, or give twice differently.</summary>
public enum OffenderField
{
    /// <summary>Where the person lives. For the panel's list only: no policy can read it.</summary>
    Area,

    /// <summary>Statutory or not.</summary>
    Supervision,

    /// <summary>Community, custody or hospital.</summary>
    Location,

    /// <summary>The date on which release from custody is expected.</summary>
    ExpectedRelease,

    /// <summary>Category under public protection arrangements.</summary>
    MappaCategory,

    /// <summary>Level under public protection arrangements.</summary>
    MappaLevel,

    /// <summary>Whether the person is under 18.</summary>
    Youth,

    /// <summary>Whether the person has died.</summary>
    Deceased,

    /// <summary>The schemes the person is in.</summary>
    Schemes,

    /// <summary>The day on which the person died. Evaluation alone reads it.</summary>
    DiedOn,
}
