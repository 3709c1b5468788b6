using System.Collections.Immutable;

namespace Iom.Selection.Decisions;

/// <summary>That what earlier entries of a log held was taken out, because it had been kept long enough.</summary>
/// <param name="Before">The day the rule was applied for.</param>
/// <param name="PolicySha256">The hash of the policy whose rule it was.</param>
/// <param name="Sequences">The numbers of the entries, rising. They say nothing of anybody.</param>
public sealed record DecisionPurge(DateOnly Before, string PolicySha256, ImmutableArray<int> Sequences)
{
    /// <summary>The seal of whoever keeps the log, 64 lower-case hexadecimal digits: what it is made with does not stand in the log. Null where there is none.</summary>
    public string? Seal { get; init; }

    /// <summary>Whether two purges took out the same entries by the same rule.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True for the same day, policy, seal and entries.</returns>
    public bool Equals(DecisionPurge? other) =>
        other is not null && Before == other.Before && PolicySha256 == other.PolicySha256 && Seal == other.Seal && Sequences.SequenceEqual(other.Sequences);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Before, PolicySha256, Sequences.Length);
}
