using System.ComponentModel;

namespace Iom.Selection.Sql;

/// <summary>A column of a table that somebody else made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the engine calls it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DatabaseColumn(string Name, string Type);
