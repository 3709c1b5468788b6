using System.Collections.Immutable;

namespace Iom.Selection.Policies.Reading;

/// <summary>What a condition may refer to at its place in the file.</summary>
/// <param name="FactorIds">The matrix's factors.</param>
/// <param name="MayReadYouth">Whether the field <c>youth</c> may be read: by eligibility rules alone.</param>
internal sealed record RuleContext(ImmutableArray<string> FactorIds, bool MayReadYouth = false);
