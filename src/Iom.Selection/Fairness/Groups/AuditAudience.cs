namespace Iom.Selection.Fairness.Groups;

/// <summary>For whom an audit is made.</summary>
public enum AuditAudience
{
    /// <summary>For the partnership and its committee: every cell, however small.</summary>
    Partnership,

    /// <summary>For the public: no cell under the policy's number, and nothing from which one could be worked out.</summary>
    Statistics,
}
