using Iom.Selection.Foundation;

namespace Iom.Selection.Sql.Tables;

/// <summary>A table of the contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in order.</param>
internal sealed record ContractTable(string Name, IReadOnlyList<ContractColumn> Columns)
{
    public static ContractColumn Text(string name, bool required = false) => new(name, ColumnKind.Text, required, []);

    public static ContractColumn Date(string name, bool required = false) => new(name, ColumnKind.Date, required, []);

    public static ContractColumn Number(string name) => new(name, ColumnKind.Number, true, []);

    public static ContractColumn Count(string name) => new(name, ColumnKind.Count, true, []);

    public static ContractColumn YesNo(string name) => new(name, ColumnKind.Word, false, ["yes", "no"]);

    public static ContractColumn Word<T>(string name, bool required = false, string? except = null) where T : struct, Enum =>
        new(name, ColumnKind.Word, required, [.. Vocabulary.AllWords<T>().Where(word => word != except)]);
}
