using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Workbooks;

namespace Iom.Selection.Extracts.Drafting;

/// <summary>One file as a draft looks at it: how it is written, its header, and its rows one by one.</summary>
internal sealed class SampledFile
{
    /// <summary>How many rows of a file are looked at.</summary>
    public const int MaxRows = 1_000_000;

    private const int BeginBytes = 64 * 1024;
    private const int MaxHeaderLine = 30;

    private static readonly string[] Delimiters = [",", ";", "\t", "|"];

    private SampledFile(string path, FileMapping mapping, string[] header) => (Path, Mapping, Header) = (path, mapping, header);

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Its name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>How it is written: encoding, delimiter, lines before the header.</summary>
    public FileMapping Mapping { get; }

    /// <summary>Whether its first line says what separates cells.</summary>
    public bool SaysDelimiter { get; private init; }

    /// <summary>The encoding's name in a map; null for UTF-8.</summary>
    public string? EncodingName { get; private init; }

    /// <summary>The names of its columns, trimmed.</summary>
    public string[] Header { get; }

    /// <summary>Opens a file and finds out how it is written.</summary>
    /// <param name="path">Where it lies.</param>
    /// <returns>The file; null where it has no header.</returns>
    /// <exception cref="ExtractException">It is packed, or no workbook whatever its name.</exception>
    public static SampledFile? Open(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        using (var file = File.OpenRead(path)) PackedFile.Check(name, name, file);
        if (PackedFile.IsWorkbookName(name))
        {
            using var sheet = OpenSheet(name, path);
            return sheet.Header is null ? null : new SampledFile(path, FileMapping.ByContract(name), [.. sheet.Header.Select(CellText.Trim)]);
        }
        var (encoding, encodingName) = EncodingOf(path);
        var begin = Begin(path, encoding);
        var lines = begin.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        if (lines.All(line => line.Length == 0)) return null;
        var says = lines[0].Trim('"').StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && lines[0].Trim('"').Length == 5;
        var (delimiter, line) = says ? (lines[0].Trim('"')[4..], 1) : HeaderOf(lines);
        var mapping = new FileMapping { Pattern = name, Encoding = encoding, Delimiter = Rune.GetRuneAt(delimiter, 0), SkipLines = line };
        using var rows = OpenRows(path, mapping);
        if (!rows.Read() || rows.Problem is not null) return null;
        var header = new string[rows.CellCount];
        for (var i = 0; i < header.Length; i++) header[i] = CellText.Trim(Encoding.UTF8.GetString(rows[i]));
        return new SampledFile(path, mapping, header) { EncodingName = encodingName, SaysDelimiter = says };
    }

    /// <summary>Gives the cells of each row that has as many as the header, up to <see cref="MaxRows"/>.</summary>
    /// <param name="columns">The places of the cells that are wanted.</param>
    /// <param name="take">Takes those cells, trimmed.</param>
    /// <returns>Whether all rows were looked at.</returns>
    public bool Read(IReadOnlyList<int> columns, Action<string[]> take)
    {
        var cells = new string[columns.Count];
        var left = MaxRows;
        if (PackedFile.IsWorkbookName(Name))
        {
            using var sheet = OpenSheet(Name, Path);
            var rows = new SheetRows(cells, columns, take);
            var buffer = new ReadBuffer();
            while (sheet.Next(buffer, rows))
            {
            }
            return true;
        }
        using var file = OpenRows(Path, Mapping);
        file.Read();
        while (file.Read())
        {
            if (left-- == 0) return false;
            if (file.Problem is not null || file.CellCount < Header.Length) continue;
            for (var i = 0; i < cells.Length; i++) cells[i] = CellText.Trim(Encoding.UTF8.GetString(file[columns[i]]));
            take(cells);
        }
        return true;
    }

    private static WorkbookFeed OpenSheet(string name, string path) =>
        new(name, File.OpenRead(path), sheet: null, skippedRows: 0, hasHeader: true, date => DateFormat.Iso.Write(date), onRead: null);

    private static RowReader OpenRows(string path, FileMapping mapping)
    {
        var rows = new RowReader(mapping.Decoded(File.OpenRead(path)), (char)mapping.DelimiterByte);
        Preamble.Skip(rows, mapping.SkipLines);
        return rows;
    }

    // By a mark; else by zero bytes, which only UTF-16 has; else UTF-8 if all of it is, and what Windows writes if not.
    private static (Encoding? Encoding, string? Name) EncodingOf(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[4];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start.AsSpan(0, length) is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0]) return (Encoding.Unicode, "utf-16");
        file.Position = 0;
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (bytes, chars) = (new byte[1 << 16], new char[1 << 16]);
        try
        {
            for (int read; (read = file.Read(bytes)) > 0;) decoder.Convert(bytes, 0, read, chars, 0, chars.Length, flush: false, out _, out _, out _);
            return (null, null);
        }
        catch (DecoderFallbackException)
        {
            return (CodePagesEncodingProvider.Instance.GetEncoding(1252), "windows-1252");
        }
    }

    private static string Begin(string path, Encoding? encoding)
    {
        using var decoded = (FileMapping.ByContract("") with { Encoding = encoding }).Decoded(File.OpenRead(path));
        var bytes = new byte[BeginBytes];
        var length = decoded.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF');
    }

    // The line and the delimiter that give the most names that are likely to be columns; else those that give most cells.
    private static (string Delimiter, int Line) HeaderOf(string[] lines)
    {
        var (best, delimiter, at) = (0, "", 0);
        for (var line = 0; line < Math.Min(lines.Length, MaxHeaderLine); line++)
        {
            foreach (var candidate in Delimiters)
            {
                var known = lines[line].Split(candidate).Select(LikelyNames.Bare).Where(LikelyNames.Knows).Distinct().Count();
                if (known <= best) continue;
                (best, delimiter, at) = (known, candidate, line);
            }
        }
        // One name that is known may be a title; a line of a single column without a delimiter is a header all the same where it is the first.
        if (best >= 2) return (delimiter, at);
        var first = Array.FindIndex(lines, line => line.Length > 0);
        return (Delimiters.MaxBy(candidate => lines[first].Split(candidate).Length)!, first);
    }

    private sealed class SheetRows(string[] cells, IReadOnlyList<int> columns, Action<string[]> take) : RowTaker
    {
        public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int count, int line)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                var at = columns[i] == 0 ? start : ends[columns[i] - 1] + 1;
                cells[i] = CellText.Trim(Encoding.UTF8.GetString(bytes, at, ends[columns[i]] - at));
            }
            take(cells);
        }

        public override void Settle()
        {
            // Nothing is kept of the bytes.
        }

        public override void TakeBroken(ProblemKind problem, int cell, int line)
        {
            // It has no cells.
        }
    }
}
