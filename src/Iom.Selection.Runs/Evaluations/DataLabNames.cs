using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Who the people of an export are, by name: opened last, when all else is done, and by this export alone.</summary>
public sealed class DataLabNames
{
    /// <summary>What the Justice Data Lab asks for of each person, beside the dates of what was done.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["surname", "forename", "date_of_birth", "gender", "pnc_id", "prison_number"];

    private readonly Dictionary<string, string?[]> _people = new(StringComparer.Ordinal);

    private DataLabNames(HashedFile file) => File = file;

    /// <summary>The file.</summary>
    public HashedFile File { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">A CSV file with <c>offender_id</c> and any of <see cref="Columns"/>.</param>
    /// <returns>The names.</returns>
    /// <exception cref="ExtractException">The file can't be read, or says two things of one person.</exception>
    public static DataLabNames Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new HashingStream(Disk.OpenRead(path));
            var rows = new Dictionary<string, string?[]>(StringComparer.Ordinal);
            using var table = new ResultTable(stream, Path.GetFileName(path));
            var id = table.ColumnOf("offender_id");
            int[] columns = [.. Columns.Select(column => table.Header.Contains(column) ? table.ColumnOf(column) : -1)];
            while (table.Read())
            {
                if (!rows.TryAdd(RunFolder.IdOf(table, id).Value, [.. columns.Select(column => column < 0 ? null : table[column])])) throw table.Wrong("the person is on an earlier line too");
            }
            var names = new DataLabNames(new HashedFile(Path.GetFileName(path), stream.Sha256));
            foreach (var (person, cells) in rows) names._people.Add(person, cells);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The file of names cannot be opened: {path}", e);
        }
    }

    /// <summary>What is known of a person, in the order of <see cref="Columns"/>.</summary>
    /// <param name="id">Who.</param>
    /// <returns>Null for what is not known.</returns>
    internal IReadOnlyList<string?> Of(OffenderId id) => _people.GetValueOrDefault(id.Value) ?? new string?[Columns.Count];
}
