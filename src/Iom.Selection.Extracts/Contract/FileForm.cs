using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Contract;

/// <summary>How the rows of one file are built.</summary>
/// <param name="Cells">How many cells a row must have, the empty one behind a delimiter at its end among them.</param>
/// <param name="RowsEnd">Whether all rows, but not the header, have a delimiter at their end: the last cell must be empty.</param>
/// <param name="IsToldOf">Whether a delimiter at the end of the header or of the rows is let go.</param>
internal sealed record FileForm(int Cells, bool RowsEnd, bool IsToldOf)
{
    /// <summary>Looks how a CSV file is built; as far as its first row, unless that is not as the header says.</summary>
    /// <param name="stream">The file; disposed.</param>
    /// <param name="mapping">How it is read.</param>
    /// <returns>The form; null where the header can't be read.</returns>
    /// <remarks>Whether all rows end in a delimiter does not hang on which comes first, so the whole file is looked at where the first says that they may.</remarks>
    public static FileForm? Find(Stream stream, FileMapping mapping)
    {
        using var rows = new RowReader(mapping.Decoded(stream), (char)mapping.DelimiterByte);
        Preamble.Skip(rows, mapping.SkipLines);
        return mapping.HasHeader ? UnderHeader(rows) : WithoutHeader(rows);
    }

    // With the header's cells less the empty one at its end = n, rows have n cells, or n and an empty one, or are refused.
    private static FileForm? UnderHeader(RowReader rows)
    {
        if (!rows.Read() || rows.Problem is not null) return null;
        var header = rows.CellCount;
        var headerEnds = header > 1 && IsEmpty(rows[header - 1]);
        var without = headerEnds ? header - 1 : header;
        var isOdd = false;
        while (rows.Read())
        {
            if (rows.Problem is not null) continue;
            var (isWithout, isWith) = (rows.CellCount == without, rows.CellCount == without + 1);
            if (isWith && !headerEnds && !IsEmpty(rows[without])) continue;
            if (headerEnds ? isWith : isWithout) return new FileForm(header, RowsEnd: false, IsToldOf: headerEnds);
            isOdd |= headerEnds ? isWithout : isWith;
        }
        return !isOdd ? new FileForm(header, RowsEnd: false, IsToldOf: headerEnds) : new FileForm(headerEnds ? without : without + 1, RowsEnd: !headerEnds, IsToldOf: true);
    }

    // Nothing says how many cells a row should have: as many as most have, of two numbers the larger.
    private static FileForm WithoutHeader(RowReader rows)
    {
        var counts = new SortedDictionary<int, int>();
        while (rows.Read())
        {
            if (rows.Problem is null) counts[rows.CellCount] = counts.GetValueOrDefault(rows.CellCount) + 1;
        }
        return new FileForm(counts.Count == 0 ? 0 : counts.MaxBy(pair => (pair.Value, pair.Key)).Key, RowsEnd: false, IsToldOf: false);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> cell) => cell.IndexOfAnyExcept((byte)' ') < 0;
}
