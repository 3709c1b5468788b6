namespace Iom.Selection.Service.Access;

/// <summary>Why somebody asks: a closed list, so that a purpose can be counted and names nobody.</summary>
internal enum Purpose
{
    /// <summary>To prepare who is put before the panel.</summary>
    Selection,

    /// <summary>To review a member of the cohort.</summary>
    Review,

    /// <summary>For a meeting of the panel, and to record what it decided.</summary>
    Panel,

    /// <summary>To see whether all was done as it should be.</summary>
    Audit,

    /// <summary>To answer the person concerned.</summary>
    SubjectAccess,

    /// <summary>To answer a complaint or an appeal.</summary>
    Complaint,

    /// <summary>To try it out, with synthetic records.</summary>
    Test,
}
