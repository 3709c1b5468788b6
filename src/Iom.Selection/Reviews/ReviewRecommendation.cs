namespace Iom.Selection.Reviews;

/// <summary>What a review recommends for a member of the cohort, from least to most. It is not a decision.</summary>
public enum ReviewRecommendation
{
    /// <summary>Keep the person, and go on as before.</summary>
    Retain,

    /// <summary>Keep the person, and work toward <em>catch and convict</em> for a time.</summary>
    ChangeApproach,

    /// <summary>Let the panel consider whether the person leaves.</summary>
    ConsiderDeselection,

    /// <summary>One named person checks a fact by which the person has left already. Nothing happens otherwise.</summary>
    ConfirmExit,
}
