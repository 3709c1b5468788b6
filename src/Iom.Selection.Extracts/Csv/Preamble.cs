namespace Iom.Selection.Extracts.Csv;

/// <summary>The lines before the header of a file, or before its first row.</summary>
internal static class Preamble
{
    private const int MaxMark = 16;

    /// <summary>Leaves out so many lines, and a first line that only says what separates cells; the cells are then read so.</summary>
    /// <param name="rows">The file, at its beginning.</param>
    /// <param name="lines">How many lines to leave out, that one among them.</param>
    public static void Skip(RowReader rows, int lines)
    {
        if (SeparatorOf(rows.PeekLine(MaxMark)) is { } separator)
        {
            rows.UseDelimiter(separator);
            lines = Math.Max(lines, 1);
        }
        for (var i = 0; i < lines && rows.SkipLine(); i++)
        {
        }
    }

    // sep=; as a spreadsheet writes it, perhaps in quotes.
    private static byte? SeparatorOf(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)' ');
        if (line is [(byte)'"', .., (byte)'"'] && line.Length > 2) line = line[1..^1];
        return line is [(byte)'s' or (byte)'S', (byte)'e' or (byte)'E', (byte)'p' or (byte)'P', (byte)'=', var separator] && separator is not ((byte)'"' or 0) and < 0x80 ? separator : null;
    }
}
