namespace Iom.Selection.Extracts.Contract;

/// <summary>What the contract says of one kind of file.</summary>
/// <param name="Name">The file's name without ending: <c>offences</c>.</param>
/// <param name="Columns">The columns it names, in the contract's order.</param>
internal sealed record FileContract(string Name, IReadOnlyList<Column> Columns)
{
    public string FileName => Name + ".csv";

    /// <summary>The column of the date of a record, which is its only required date; -1 where records have none.</summary>
    public int DateOfRecord { get; } = Columns.ToList().FindIndex(column => column is { Kind: CellKind.Date, IsRequired: true });

    /// <summary>The column of a record's own id, which is unique for a person; -1 where records have none.</summary>
    public int RecordIdColumn { get; } = Columns.ToList().FindIndex(column => column.Kind == CellKind.Id && column.Name is "offence_id" or "test_id" or "contact_id");

    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column) return i;
        }
        throw new ArgumentException($"{FileName} has no column {column}.", nameof(column));
    }
}
