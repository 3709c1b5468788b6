using Iom.Selection.Errors;


namespace Iom.Selection.Policies;

/// <summary>A policy file can't be used.</summary>
public sealed class PolicyException : SelectionException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problems">Everything that is wrong, at least one.</param>
    public PolicyException(IReadOnlyList<PolicyProblem> problems)
        : base(Summary(problems)) => Problems = problems;

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; }

    private static string Summary(IReadOnlyList<PolicyProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count == 0) throw new ArgumentException("A policy that can't be used has at least one problem.", nameof(problems));
        return problems.Count == 1 ? problems[0].ToString() : $"{problems[0]} (and {problems.Count - 1} more)";
    }
}
