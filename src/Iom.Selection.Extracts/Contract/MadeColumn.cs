namespace Iom.Selection.Extracts.Contract;

/// <summary>A cell that is made of others of its row.</summary>
/// <param name="Kind">How.</param>
/// <param name="Positions">The places of the others, from 0.</param>
internal sealed record MadeColumn(ColumnSourceKind Kind, int[] Positions);
