using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>A policy, and the file it came from.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="File">Its file.</param>
public sealed record EvaluatedPolicy(Policy Policy, HashedFile File);
