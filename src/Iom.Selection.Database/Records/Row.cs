using System.Data.Common;
using System.Globalization;
using System.Numerics;
using Iom.Selection.Database.Connections;
using Iom.Selection.Foundation;
using Iom.Selection.Sql;

namespace Iom.Selection.Database.Records;

/// <summary>A row of a table of the contract, its cells by name.</summary>
internal sealed class Row(string table, DbDataReader reader)
{
    private readonly IReadOnlyList<string> _columns = ContractTables.ColumnsOf(table);

    /// <summary>A text; null where it is empty.</summary>
    public string? Text(string column) => IsEmpty(column, out var at) ? null : reader.GetString(at);

    /// <summary>A text that every row has.</summary>
    public string NeededText(string column) => Text(column) ?? throw Wrong(column);

    /// <summary>A date; null where it is empty.</summary>
    public DateOnly? Date(string column) => IsEmpty(column, out var at) ? null : reader.GetFieldValue<DateOnly>(at);

    /// <summary>A date that every row has.</summary>
    public DateOnly NeededDate(string column) => Date(column) ?? throw Wrong(column);

    /// <summary>A word of a closed set; null where it is empty.</summary>
    public T? Word<T>(string column) where T : struct, Enum => Text(column) is not { } text ? null : Vocabulary.TryParse<T>(text, out var member) ? member : throw Wrong(column);

    /// <summary>A word that every row has.</summary>
    public T NeededWord<T>(string column) where T : struct, Enum => Word<T>(column) ?? throw Wrong(column);

    /// <summary>Yes or no; null where it is empty.</summary>
    public bool? YesNo(string column) => Text(column) switch { null => null, "yes" => true, "no" => false, _ => throw Wrong(column) };

    /// <summary>A number that every row has.</summary>
    public decimal Number(string column) => IsEmpty(column, out var at) ? throw Wrong(column) : JsonText.Shortest(Convert.ToDecimal(reader.GetValue(at), CultureInfo.InvariantCulture));

    /// <summary>A whole number; 0 where it is empty.</summary>
    public int Whole(string column) => IsEmpty(column, out var at) ? 0 : Whole(reader.GetValue(at));

    /// <summary>A whole number, whatever an engine counts with.</summary>
    public static int Whole(object value) => value is BigInteger big ? (int)big : Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private bool IsEmpty(string column, out int at)
    {
        at = 0;
        while (_columns[at] != column) at++;
        return reader.IsDBNull(at);
    }

    private DatabaseException Wrong(string column) => new($"The table {table} holds a cell of {column} that iom check would have refused. Load the tables from what iom check --tables writes.");
}
