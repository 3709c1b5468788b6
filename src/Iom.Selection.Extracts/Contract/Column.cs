using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Contract;

/// <summary>A column that the contract names.</summary>
/// <param name="Name">Its name, lower case.</param>
/// <param name="Kind">How its cells are read.</param>
/// <param name="IsRequired">Whether the column must be there and no cell of it empty.</param>
/// <param name="Words">The words allowed, lower case; empty unless the kind is a word.</param>
internal sealed record Column(string Name, CellKind Kind, bool IsRequired, IReadOnlyList<string> Words)
{
    /// <summary>Whether its cells name a person.</summary>
    public bool IsPerson => Name == "offender_id";

    public static Column Text(string name) => new(name, CellKind.Text, false, []);

    public static Column Id(string name) => new(name, CellKind.Id, true, []);

    public static Column Code(string name) => new(name, CellKind.Code, true, []);

    public static Column Date(string name) => new(name, CellKind.Date, false, []);

    public static Column Number(string name) => new(name, CellKind.Number, false, []);

    public static Column YesNo(string name) => new(name, CellKind.Word, false, ["yes", "no"]);

    public static Column Word<T>(string name) where T : struct, Enum => new(name, CellKind.Word, false, Vocabulary.AllWords<T>());

    public Column Required() => this with { IsRequired = true };

    public Column Except(string word) => this with { Words = [.. Words.Where(known => known != word)] };
}
