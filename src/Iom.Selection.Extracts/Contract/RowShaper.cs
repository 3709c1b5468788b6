using System.Text;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Stands before a taker of rows where a map does more than name columns: leaves out rows that are not chosen, and joins cells. For one thread.</summary>
internal sealed class RowShaper(FileLayout layout, RowTaker rows) : RowTaker
{
    private const int BufferBytes = 64 * 1024;

    // Invariant: what has been given on is not written over until it is settled.
    private byte[] _bytes = [];
    private int _length;
    private int[] _ends = [];

    public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        if (cells != layout.Form.Cells)
        {
            rows.TakeBroken(cells < layout.Form.Cells ? ProblemKind.TooFewFields : ProblemKind.TooManyFields, -1, line);
            return;
        }
        if (layout.Form.RowsEnd && Cell(bytes, start, ends, cells - 1).IndexOfAnyExcept((byte)' ') >= 0)
        {
            rows.TakeBroken(ProblemKind.TooManyFields, -1, line);
            return;
        }
        if (layout.IsHeader(bytes, start, ends[..cells]))
        {
            rows.TakeBroken(ProblemKind.RepeatedHeader, -1, line);
            return;
        }
        foreach (var (position, words) in layout.Choice)
        {
            if (words.Contains(CellText.Said(Encoding.UTF8.GetString(Cell(bytes, start, ends, position))))) continue;
            layout.CountNotChosen();
            return;
        }
        if (layout.Made.Count == 0) rows.Take(bytes, start, ends, cells, line);
        else TakeLonger(bytes, start, ends, cells, line);
    }

    public override void Settle()
    {
        rows.Settle();
        _length = 0;
    }

    public override void TakeBroken(ProblemKind problem, int cell, int line) => rows.TakeBroken(problem, cell, line);

    // The row as it stands, and behind it the cells that are made of others.
    private void TakeLonger(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
    {
        var row = bytes.AsSpan(start, ends[cells - 1] - start);
        var room = row.Length + 1 + LineScan.Width;
        foreach (var made in layout.Made)
        {
            foreach (var part in made.Positions) room += Cell(bytes, start, ends, part).Length + 1;
        }
        if (_bytes.Length - _length < room) (_bytes, _length) = (new byte[Math.Max(BufferBytes, room)], 0);
        if (_ends.Length < layout.CellCount) _ends = new int[layout.CellCount];

        var at = _length;
        row.CopyTo(_bytes.AsSpan(at));
        for (var i = 0; i < cells; i++) _ends[i] = ends[i] - start + at;
        at += row.Length;
        for (var i = 0; i < layout.Made.Count; i++)
        {
            _bytes[at++] = 0;
            at += Make(layout.Made[i], bytes, start, ends, _bytes.AsSpan(at));
            _ends[cells + i] = at;
        }
        var from = _length;
        _length = at + 1;
        rows.Take(_bytes, from, _ends.AsSpan(0, layout.CellCount), layout.CellCount, line);
    }

    private int Make(MadeColumn made, byte[] bytes, int start, ReadOnlySpan<int> ends, Span<byte> to)
    {
        var length = 0;
        foreach (var part in made.Positions)
        {
            var cell = Said(Cell(bytes, start, ends, part));
            var isEmpty = cell.IsEmpty || (layout.Missing.Count > 0 && layout.Missing.Contains(Encoding.UTF8.GetString(cell)));
            if (made.Kind == ColumnSourceKind.FirstOf)
            {
                if (isEmpty) continue;
                cell.CopyTo(to);
                return cell.Length;
            }
            // An id of which a part is not known is no id.
            if (isEmpty) return 0;
            if (length > 0) to[length++] = (byte)ColumnSource.Joint;
            cell.CopyTo(to[length..]);
            length += cell.Length;
        }
        return length;
    }

    // Never longer than the cell. Of most cells, which begin and end with a letter or a digit, no text is made.
    private static ReadOnlySpan<byte> Said(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty || (char.IsAsciiLetterOrDigit((char)cell[0]) && char.IsAsciiLetterOrDigit((char)cell[^1])) ? cell : Encoding.UTF8.GetBytes(CellText.Said(Encoding.UTF8.GetString(cell)));

    private static ReadOnlySpan<byte> Cell(byte[] bytes, int start, ReadOnlySpan<int> ends, int position)
    {
        var at = position == 0 ? start : ends[position - 1] + 1;
        return bytes.AsSpan(at, ends[position] - at);
    }
}
