using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Ranking;

/// <summary>Writes rows of <c>ranking.csv</c> and <c>cohort.csv</c> as bytes: UTF-8 with byte order mark, CRLF, quoted only where RFC 4180 needs it.</summary>
/// <remarks>What <see cref="Output.CsvOutput"/> writes cell by cell, for millions of rows.</remarks>
internal sealed class RankingCsv : IDisposable
{
    private const int RowsAskedFor = 32;
    private const int BytesOfARow = 128;    // about
    private const int MaxCellLength = 64;     // of those that are not text

    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);
    private static readonly SearchValues<byte> NeedCare = SearchValues.Create(",\"\r\n;\t"u8);   // quotes, or an apostrophe within
    private static readonly byte[][] Recommendations = [.. Enum.GetValues<Recommendation>().Select(recommendation => Encoding.UTF8.GetBytes(Vocabulary.Word(recommendation)))];

    private static readonly Short Yes = Short.FromText("yes,");
    private static readonly Short No = Short.FromText("no,");

    // Two answers in a row, by a bit for each; and small numbers, each with the comma behind it.
    private static readonly Short[] Answers = [.. Enumerable.Range(0, 4).Select(bits => Short.FromText(((bits & 2) != 0 ? "yes," : "no,") + ((bits & 1) != 0 ? "yes," : "no,")))];
    private static readonly Short[] Small = [.. Enumerable.Range(0, 256).Select(number => Short.FromText(string.Create(CultureInfo.InvariantCulture, $"{number},")))];

    private readonly RankedRows _rows;
    private readonly bool _allPoints;
    private readonly bool _hasModel;
    private readonly byte[][] _cohorts;     // and last, of a member who fits none
    private readonly Dictionary<int, byte[]> _reasons = [];
    private readonly Dictionary<(ImmutableArray<Reason> Reasons, bool ToSettle), byte[]> _sharedReasons = [];
    private readonly int _cells;            // room for all cells of a row but texts
    private byte[] _buffer;
    private int _count;
    private int _seen;  // says nothing

    private RankingCsv(Policy policy, RankedRows all, bool allPoints, int rows)
    {
        (_rows, _allPoints, _hasModel) = (all, allPoints, policy.Model is not null);
        _cells = (_rows.FactorCount + 9) * MaxCellLength;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, rows) * BytesOfARow);
        _cohorts = [.. policy.Cohorts.Select(cohort => Encoding.UTF8.GetBytes(cohort.Id)), []];
    }

    /// <summary>Writes the header.</summary>
    public static void WriteHeader(Stream stream, Policy policy)
    {
        stream.Write("\uFEFF"u8);
        stream.Write(Encoding.UTF8.GetBytes(string.Concat(
            "rank,offender_id,recommendation,cohort,member,nominated,flagged,tied,total_points,most_points,provisional,to_settle",
            string.Concat(policy.Factors.Select(factor => $",points:{factor.Id}")), policy.Model is null ? "" : ",model_points", ",reason\r\n")));
    }

    /// <summary>Puts some rows into bytes.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="all">All rows.</param>
    /// <param name="allPoints">Whether points are shown of people below the entry line too.</param>
    /// <param name="rows">Which to write.</param>
    public static RankingCsv Write(Policy policy, RankedRows all, bool allPoints, int[] rows)
    {
        var csv = new RankingCsv(policy, all, allPoints, rows.Length);
        foreach (var few in rows.Chunk(RowsAskedFor))
        {
            csv.AskFor(few);
            foreach (var row in few) csv.Row(row);
        }
        return csv;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _count);

    /// <summary>Gives the room for the bytes to the next rows.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _count) = ([], 0);
    }

    // In rank order people lie here and there in memory. What is not needed one after the other the processor asks for at once; each row would wait for its own.
    private void AskFor(int[] rows)
    {
        var seen = 0;
        foreach (var row in rows)
        {
            var person = _rows.PersonOf(row);
            var id = _rows.IdOf(person);
            seen += (id.IsEmpty ? 0 : id[0]) + _rows.Least(person) + (_rows.FactorCount == 0 ? 0 : _rows.LeastPoints(person)[0]) + (_rows.ToSettleCount(person) ?? 0);
        }
        // What nobody keeps, the compiler would not look at.
        Volatile.Write(ref _seen, seen);
    }

    private void Row(int row)
    {
        var person = _rows.PersonOf(row);
        var isRanked = row < _rows.RankedCount;
        var placed = isRanked ? _rows.Ranked(row) : default;
        var showsPoints = isRanked && (placed.ShowsPoints || _allPoints);
        Room(_cells);

        if (isRanked) Number(placed.Rank);
        Comma();
        Text(_rows.IdOf(person));
        Comma();
        Ascii(Recommendations[(int)_rows.RecommendationOf(row)]);
        Comma();
        if (isRanked) Ascii(_rows.CohortOf(person) is >= 0 and var cohort ? _cohorts[cohort] : _cohorts[^1]);
        Comma();
        Append(Answers[(_rows.IsMember(person) ? 2 : 0) + (_rows.IsNominated(person) ? 1 : 0)]);
        Append(Answers[(_rows.IsFlagged(person) ? 2 : 0) + (placed.IsTied ? 1 : 0)]);
        if (showsPoints)
        {
            Points(_rows.Least(person));
            Points(_rows.Most(person));
            Append(placed.IsProvisional ? Yes : No);
        }
        else
        {
            for (var i = 3; i > 0; i--) Comma();
        }
        if (_rows.ToSettleCount(person) is { } toSettle) Points(toSettle);
        else Comma();
        if (showsPoints)
        {
            foreach (var points in _rows.LeastPoints(person)) Points(points);
        }
        else
        {
            for (var i = _rows.FactorCount; i > 0; i--) Comma();
        }
        if (_hasModel)
        {
            if (showsPoints) Points(_rows.ModelPoints(person)!.Value);
            else Comma();
        }
        Ascii(isRanked ? Reasons(row, placed) : Reasons(row));
        Ascii("\r\n"u8);
    }

    // A ranked person's reasons follow from five things.
    private byte[] Reasons(int row, in PlacedPerson placed)
    {
        var key = ((int)placed.Recommendation * 16) + (placed.IsOrderedByModel ? 8 : 0) + (_rows.ToSettleCount(placed.Person) > 0 ? 4 : 0) + (placed.IsTied ? 2 : 0) + (placed.IsIncomplete ? 1 : 0);
        if (!_reasons.TryGetValue(key, out var known)) _reasons.Add(key, known = Joined(_rows.Reasons(row)));
        return known;
    }

    // Of all of whom the same is said, the list is the same.
    private byte[] Reasons(int row)
    {
        var key = (_rows.ReasonsOfPlace(row), _rows.ToSettleCount(_rows.PersonOf(row)) > 0);
        if (!_sharedReasons.TryGetValue(key, out var known)) _sharedReasons.Add(key, known = Joined(_rows.Reasons(row)));
        return known;
    }

    // As it stands in the cell: made once, so that nobody looks at it for each row.
    private static byte[] Joined(IEnumerable<Reason> reasons)
    {
        var text = FormulaGuard.Protect(string.Join(';', reasons));
        return Encoding.UTF8.GetBytes(text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
    }

    private void Comma() => _buffer[_count++] = (byte)',';

    // A number of points, or of matters, and what ends its cell. There is room for all cells but texts.
    private void Points(int points)
    {
        if (points < Small.Length)
        {
            Append(Small[points]);
            return;
        }
        Number(points);
        Comma();
    }

    private void Append(Short text)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_count), text.Bytes);
        _count += text.Length;
    }

    private void Number(int number)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_count), out var written);
        _count += written;
    }

    private void Ascii(ReadOnlySpan<byte> text)
    {
        Room(text.Length);
        text.CopyTo(_buffer.AsSpan(_count));
        _count += text.Length;
    }

    // Text from an extract: an apostrophe goes before what a spreadsheet would run.
    private void Text(ReadOnlySpan<byte> text)
    {
        Room((text.Length * 2) + _cells);
        if (!text.ContainsAny(NeedCare))
        {
            if (FormulaGuard.IsNeeded(text)) _buffer[_count++] = (byte)'\'';
            text.CopyTo(_buffer.AsSpan(_count));
            _count += text.Length;
            return;
        }
        text = Encoding.UTF8.GetBytes(FormulaGuard.Protect(Encoding.UTF8.GetString(text)));
        Room((text.Length * 2) + _cells);
        var quotes = text.ContainsAny(NeedQuotes);
        if (quotes) _buffer[_count++] = (byte)'"';
        foreach (var one in text)
        {
            if (one == '"') _buffer[_count++] = one;
            _buffer[_count++] = one;
        }
        if (quotes) _buffer[_count++] = (byte)'"';
    }

    private void Room(int bytes)
    {
        if (_count + bytes <= _buffer.Length) return;
        var longer = ArrayPool<byte>.Shared.Rent(Math.Max(_count + bytes, _buffer.Length * 2));
        _buffer.AsSpan(0, _count).CopyTo(longer);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = longer;
    }

    /// <summary>Up to eight bytes of ASCII, written at once; what is behind them is written over by what follows.</summary>
    private readonly record struct Short(ulong Bytes, int Length)
    {
        public static Short FromText(string text)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            bytes.Clear();
            var length = Encoding.ASCII.GetBytes(text, bytes);
            return new Short(BinaryPrimitives.ReadUInt64LittleEndian(bytes), length);
        }
    }
}
