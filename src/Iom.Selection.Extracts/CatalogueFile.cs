using System.Globalization;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Offences;

namespace Iom.Selection.Extracts;

/// <summary>A catalogue of offence codes and the hash of the file it came from.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="File">Its file; of the built-in one, the name <c>built-in</c>.</param>
public sealed record CatalogueFile(OffenceCatalogue Catalogue, HashedFile File)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The built-in catalogue.</summary>
    /// <returns>The catalogue and the hash of its bytes.</returns>
    public static CatalogueFile BuiltIn() => Read("built-in catalogue", "built-in", OffenceCatalogue.OpenBuiltIn());

    /// <summary>Reads a catalogue in place of the built-in one.</summary>
    /// <param name="path">A CSV file with the columns code, title, group, neighbourhood, acquisitive, severity, trigger_from, trigger_to.</param>
    /// <returns>The catalogue and the hash of the file.</returns>
    /// <exception cref="ExtractException">The file can't be opened, a row can't be used, or two rows have one code.</exception>
    public static CatalogueFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var bytes = InputFile.ReadUpTo(path, MaxBytes);
            if (bytes.Length > MaxBytes) throw new ExtractException(string.Create(CultureInfo.InvariantCulture, $"The catalogue is larger than {MaxBytes} bytes: see that it is one."));
            return Read("The catalogue", Path.GetFileName(path), new MemoryStream(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The catalogue cannot be opened: {path}", e);
        }
    }

    private static CatalogueFile Read(string what, string name, Stream stream)
    {
        var mapping = FileMapping.ByContract(name);
        using var reader = new ContractReader(ExtractContract.Catalogue, what, Open(what, stream, mapping), new CellChecker(ExtractContract.Catalogue, catalogue: null, mapping));
        var entries = new Dictionary<string, CatalogueEntry>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"line {reader.Place.Line}");
            if (reader.Problems is [var problem, ..])
                throw new ExtractException($"{what} is not valid: {line}, column {Column(problem)}, {problem.Kind.Word()}.");
            var entry = ExtractContract.CatalogueEntry(reader.Cells);
            if (!entries.TryAdd(entry.Code, entry)) throw new ExtractException($"{what} is not valid: {line} repeats the code of an earlier line.");
        }
        return new CatalogueFile(new OffenceCatalogue(entries.Values), new HashedFile(name, reader.Sha256));
    }

    private static ContractFile Open(string what, Stream stream, FileMapping mapping)
    {
        try
        {
            return new ContractFile(ExtractContract.Catalogue, what, stream, mapping, form: null, isWorkbook: false, onRead: null, BufferReader.StandardBufferBytes);
        }
        catch (HeaderException e)
        {
            throw new ExtractException(e.Message, e);
        }
    }

    private static string Column(RowProblem problem) => problem.Column.Length == 0 ? "(the row)" : problem.Column;
}
