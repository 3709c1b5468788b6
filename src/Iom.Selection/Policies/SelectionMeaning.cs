namespace Iom.Selection.Policies;

/// <summary>What being selected is to the person, as the partnership sees it: the audit words its findings by it.</summary>
public enum SelectionMeaning
{
    /// <summary>Help: who is selected less often goes short.</summary>
    Help,

    /// <summary>A burden: who is selected more often carries more.</summary>
    Burden,
}
