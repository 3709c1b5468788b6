using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Output;

/// <summary>Reads the names that a partnership joins to a page outside of every run: a CSV of <c>id</c> and <c>name</c>.</summary>
public static class NamesFile
{
    private const string What = "The file of names";

    /// <summary>Reads it.</summary>
    /// <param name="path">The file; UTF-8, separated by commas.</param>
    /// <returns>Names by id; rows without either are passed over.</returns>
    /// <exception cref="ExtractException">It can't be opened, lacks a column, or gives an id two names. The message repeats neither.</exception>
    public static IReadOnlyDictionary<OffenderId, string> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = Disk.Read(path, Limits.MaxListBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"{What} cannot be opened, or is larger than 64 MiB: {path}", e);
        }
        using var table = new ResultTable(new MemoryStream(bytes), What, emptyEndsLeftOut: true);
        var (id, name) = (table.ColumnOf("id"), table.ColumnOf("name"));
        var names = new Dictionary<OffenderId, string>();
        while (table.Read())
        {
            if (table[id]?.Trim() is not { Length: > 0 } who || table[name]?.Trim() is not { Length: > 0 } called) continue;
            if (!names.TryAdd(new OffenderId(who), called) && names[new OffenderId(who)] != called) throw table.Wrong("the id has two names");
        }
        return names;
    }
}
