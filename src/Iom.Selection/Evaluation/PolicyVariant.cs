using System.Collections.Immutable;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Evaluation;

/// <summary>A policy as it is, or as it might have been written.</summary>
public sealed record PolicyVariant
{
    private PolicyVariant(string method, Policy policy) => (Method, Policy) = (method, policy);

    /// <summary>The name of the method in result files: <c>policy:id@version</c>, with <c>+alternative</c> for a variant.</summary>
    public string Method { get; }

    /// <summary>The policy, with the changes of the variant.</summary>
    public Policy Policy { get; }

    /// <summary>Whether it is a variant.</summary>
    public bool IsWhatIf { get; private init; }

    /// <summary>Offences detected by one of these are left out of the history; empty for none.</summary>
    public ImmutableArray<DetectedBy> LeaveOutDetectedBy { get; private init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The policy as it is.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The method.</returns>
    public static PolicyVariant Create(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new PolicyVariant(NameOf(policy), policy);
    }

    /// <summary>The policy with an alternative of its own block <c>fairness</c>, or without one of its factors.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="id">The id of the alternative, or else of the factor that is to give no points.</param>
    /// <returns>The method; null where the policy has neither.</returns>
    public static PolicyVariant? Find(Policy policy, string id)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(id);
        if (policy.Fairness.Alternatives.FirstOrDefault(each => each.Id == id) is { } alternative)
        {
            return new PolicyVariant($"{NameOf(policy)}+{id}", Counterfactual.Apply(alternative, policy))
            {
                IsWhatIf = true,
                LeaveOutDetectedBy = alternative.LeaveOutDetectedBy,
            };
        }
        if (policy.Factors.All(factor => factor.Id != id)) return null;
        ImmutableArray<Factor> without =
        [
            .. policy.Factors.Select(factor => factor.Id != id ? factor : factor with
            {
                Bands = [.. factor.Bands.Select(band => new Band(band.From, Points.Zero))],
                NotApplicable = Points.Zero,
            }),
        ];
        return new PolicyVariant($"{NameOf(policy)}+{id}", policy.WithFactors(without)) { IsWhatIf = true };
    }

    private static string NameOf(Policy policy) => $"policy:{policy.Id}@{policy.Version}";
}
