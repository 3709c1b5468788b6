using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Finds, for one file, the columns of ids whose long numbers a spreadsheet has damaged: all of them end in zeros from the sixteenth digit on.</summary>
/// <remarks>
/// That can be told only once the whole file has been read. A row that would be refused for it waits until then, unless a long number of its column
/// has been seen that ends otherwise. For several threads.
/// </remarks>
internal sealed class LongNumberWatch(FileContract contract)
{
    // Twice as many as a sheet has rows.
    private const int MaxWaiting = 1 << 21;

    private readonly bool[] _sawWhole = new bool[contract.Columns.Count];
    private readonly List<WaitingRow> _waiting = [];
    private bool _isJudged;

    /// <summary>The columns of ids.</summary>
    public IReadOnlyList<int> Columns { get; } =
        [.. Enumerable.Range(0, contract.Columns.Count).Where(column => contract.Columns[column].Kind == CellKind.Id)];

    /// <summary>Looks at the cell of an id, and says whether its row has to wait.</summary>
    /// <param name="column">The contract's column.</param>
    /// <param name="cell">The cell.</param>
    public bool MustWait(int column, ReadOnlySpan<byte> cell)
    {
        if (_isJudged || Volatile.Read(ref _sawWhole[column])) return false;
        if (!MayBeLongNumber(cell)) return false;
        var id = CellText.WithoutFormula(CellText.Trim(Encoding.UTF8.GetString(cell)));
        if (!CellText.IsLongNumber(id)) return false;
        if (CellText.EndsInZeros(id)) return true;
        Volatile.Write(ref _sawWhole[column], true);
        return false;
    }

    /// <summary>Whether a spreadsheet has damaged an id; before the file has been read to its end, none.</summary>
    public bool IsDamaged(int column, ReadOnlySpan<char> id) =>
        _isJudged && !_sawWhole[column] && CellText.IsLongNumber(id) && CellText.EndsInZeros(id);

    /// <summary>The same for a cell that needs no spelling.</summary>
    public bool IsDamaged(int column, ReadOnlySpan<byte> id) =>
        _isJudged && !_sawWhole[column] && CellText.IsLongNumber(id) && CellText.EndsInZeros(id);

    /// <summary>Lets a row wait.</summary>
    /// <exception cref="ExtractException">Too many wait.</exception>
    public void Wait(WaitingRow row)
    {
        lock (_waiting)
        {
            if (_waiting.Count == MaxWaiting)
                throw new ExtractException(string.Create(CultureInfo.InvariantCulture, $"{contract.FileName}: in more than {MaxWaiting} rows, all numbers of sixteen digits and more in a column of ids end in zeros, as a spreadsheet leaves them. Export again without opening the file in a spreadsheet."));
            _waiting.Add(row);
        }
    }

    /// <summary>Ends the reading of the file.</summary>
    /// <returns>The rows that waited, in no order.</returns>
    public IReadOnlyList<WaitingRow> Judge()
    {
        _isJudged = true;
        return _waiting;
    }

    // A cell may have blanks around it, or be a formula for a text. Other ids are told by their first bytes.
    private static bool MayBeLongNumber(ReadOnlySpan<byte> cell)
    {
        if (cell[0] is >= (byte)'0' and <= (byte)'9') return CellText.IsLongNumber(cell[..CellText.LongNumberDigits]);
        return cell[0] is <= (byte)' ' or (byte)'=' or >= 0x80;
    }
}
