using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>The ids of another system, and whose each is: the same for all files that name people by them.</summary>
internal sealed class ExternalIds
{
    /// <summary>Stands for more than one person.</summary>
    public const int Ambiguous = -2;

    private readonly List<int> _persons = [];

    /// <param name="ids">Each id with the partnership's ids it stands for.</param>
    /// <param name="people">Those of <c>offenders.csv</c>.</param>
    public ExternalIds(IReadOnlyDictionary<string, HashSet<string>> ids, People people)
    {
        foreach (var (id, own) in ids)
        {
            var bytes = Padded(id, out var length);
            Index.Add(ref bytes[0], length);
            _persons.Add(own.Count == 1 ? people.Find(own.Single()) : Ambiguous);
        }
    }

    /// <summary>The ids.</summary>
    public IdIndex Index { get; } = new();

    /// <summary>By the number of an id, the person; -1 for nobody in <c>offenders.csv</c>, or <see cref="Ambiguous"/>.</summary>
    public List<int> Persons => _persons;

    /// <summary>A text in UTF-8, behind which so many bytes can be read as <see cref="IdIndex"/> asks for.</summary>
    public static byte[] Padded(string text, out int length)
    {
        length = Encoding.UTF8.GetByteCount(text);
        var bytes = new byte[length + PackedKey.MaxBytes];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
