using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>An agency of the panel.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Aliases">Other names that extracts give it.</param>
public sealed record PanelAgency(string Id, ImmutableArray<string> Aliases)
{
    internal bool Goes(string name) => Id.Equals(name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
