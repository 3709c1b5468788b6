namespace Iom.Selection.Policies;

/// <summary>What follows when an eligibility rule holds.</summary>
public enum EligibilityEffect
{
    /// <summary>The person is not ranked.</summary>
    NotEligible,

    /// <summary>The person is not ranked, but referred to somebody named in the rule's reason.</summary>
    Refer,

    /// <summary>The person is marked for the panel; nothing else changes.</summary>
    Flag,
}
