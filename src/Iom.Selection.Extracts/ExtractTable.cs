using System.ComponentModel;

namespace Iom.Selection.Extracts;

/// <summary>A table of clean rows.</summary>
/// <param name="Name">Its name: <c>offences</c>.</param>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Rows">Its rows, in a fixed order; a cell that is null is empty. Dates are <c>yyyy-MM-dd</c>, words lower case. An array may be filled again for the next row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ExtractTable(string Name, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string?>> Rows);
