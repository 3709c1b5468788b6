using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Iom.Selection.Ranking;

namespace Iom.Selection.Extracts.Runs;

/// <summary>Writes rows of <c>ranking.csv</c> and <c>cohort.csv</c> as bytes: UTF-8 with byte order mark, CRLF, quoted only where RFC 4180 needs it.</summary>
/// <remarks>What <see cref="Csv.CsvOutput"/> writes cell by cell, for millions of rows.</remarks>
internal sealed class RankingCsv
{
    private const int BytesOfARow = 128;    // about
    private const int LongestCell = 64;     // of those that are not text

    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);
    private static readonly byte[][] Recommendations = [.. Enum.GetValues<Recommendation>().Select(recommendation => Encoding.UTF8.GetBytes(Vocabulary.Word(recommendation)))];

    private static readonly byte[] Yes = "yes,"u8.ToArray();
    private static readonly byte[] No = "no,"u8.ToArray();

    // Four answers in a row, by a bit for each; and small numbers, each with the comma behind it.
    private static readonly byte[][] Answers = [.. Enumerable.Range(0, 16).Select(bits => (byte[])[.. Answer(bits, 8), .. Answer(bits, 4), .. Answer(bits, 2), .. Answer(bits, 1)])];
    private static readonly byte[][] Small = [.. Enumerable.Range(0, 256).Select(number => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number},")))];

    private readonly RunContent _run;
    private readonly RankedRows _rows;
    private readonly byte[][] _cohorts;     // and last, of a member who fits none
    private readonly Dictionary<int, byte[]> _reasons = [];
    private readonly Dictionary<Placement, byte[]> _placementReasons = new(ReferenceEqualityComparer.Instance);
    private byte[] _buffer;
    private int _count;

    private RankingCsv(RunContent run, int rows)
    {
        (_run, _rows) = (run, run.Rows);
        _buffer = new byte[Math.Max(1, rows) * BytesOfARow];
        _cohorts = [.. run.Policy.Cohorts.Select(cohort => Encoding.UTF8.GetBytes(cohort.Id)), []];
    }

    /// <summary>Writes the header.</summary>
    public static void WriteHeader(Stream stream, RunContent run)
    {
        stream.Write("\uFEFF"u8);
        stream.Write(Encoding.UTF8.GetBytes(string.Concat(
            "rank,offender_id,recommendation,cohort,member,nominated,flagged,tied,total_points,most_points,provisional",
            string.Concat(run.Policy.Factors.Select(factor => $",points:{factor.Id}")), ",reason\r\n")));
    }

    /// <summary>The bytes of some rows.</summary>
    public static ReadOnlyMemory<byte> Bytes(RunContent run, int[] rows)
    {
        var csv = new RankingCsv(run, rows.Length);
        foreach (var row in rows) csv.Row(row);
        return csv._buffer.AsMemory(0, csv._count);
    }

    private void Row(int row)
    {
        var person = _rows.PersonOf(row);
        var standings = _rows.Standings;
        var isRanked = row < _rows.RankedCount;
        var placed = isRanked ? _rows.Ranked(row) : default;
        var showsPoints = isRanked && (placed.ShowsPoints || _run.AllPoints);
        Room((standings.FactorCount + 8) * LongestCell);

        if (isRanked) Number(placed.Rank);
        Comma();
        Text(_rows.IdOf(person));
        Comma();
        Ascii(Recommendations[(int)_rows.RecommendationOf(row)]);
        Comma();
        if (isRanked) Ascii(standings.Placement(person).Cohort is >= 0 and var cohort ? _cohorts[cohort] : _cohorts[^1]);
        Comma();
        Append(Answers[(standings.IsMember(person) ? 8 : 0) + (standings.IsNominated(person) ? 4 : 0) + (standings.IsFlagged(person) ? 2 : 0) + (placed.IsTied ? 1 : 0)]);
        if (showsPoints)
        {
            Points(standings.Least(person));
            Points(standings.Most(person));
            Append(placed.IsProvisional ? Yes : No);
            foreach (var points in standings.LeastPoints(person)) Points(points);
        }
        else
        {
            for (var i = standings.FactorCount + 3; i > 0; i--) Comma();
        }
        Text(isRanked ? Reasons(placed) : Reasons(standings.Placement(person)));
        Ascii("\r\n"u8);
    }

    // A ranked person's reasons follow from three things.
    private byte[] Reasons(in PlacedPerson placed)
    {
        var key = ((int)placed.Recommendation * 4) + (placed.IsTied ? 2 : 0) + (placed.IsIncomplete ? 1 : 0);
        if (!_reasons.TryGetValue(key, out var known)) _reasons.Add(key, known = Joined(_rows.Places.Reasons(placed)));
        return known;
    }

    private byte[] Reasons(Placement placement)
    {
        if (!_placementReasons.TryGetValue(placement, out var known)) _placementReasons.Add(placement, known = Joined(placement.Reasons));
        return known;
    }

    private static byte[] Joined(IEnumerable<Reason> reasons) => Encoding.UTF8.GetBytes(string.Join(';', reasons));

    private static byte[] Answer(int bits, int bit) => (bits & bit) != 0 ? Yes : No;

    private void Comma() => _buffer[_count++] = (byte)',';

    // A number of points and what ends its cell. There is room for all cells but texts.
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

    private void Append(byte[] text)
    {
        text.CopyTo(_buffer.AsSpan(_count));
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

    // Text from an extract: one apostrophe goes before what a spreadsheet would run.
    private void Text(ReadOnlySpan<byte> text)
    {
        Room((text.Length * 2) + LongestCell);
        var isFormula = text.Length > 0 && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\'';
        var quotes = text.ContainsAny(NeedQuotes);
        if (quotes) _buffer[_count++] = (byte)'"';
        if (isFormula) _buffer[_count++] = (byte)'\'';
        if (!quotes)
        {
            text.CopyTo(_buffer.AsSpan(_count));
            _count += text.Length;
            return;
        }
        foreach (var one in text)
        {
            if (one == '"') _buffer[_count++] = one;
            _buffer[_count++] = one;
        }
        _buffer[_count++] = (byte)'"';
    }

    private void Room(int bytes)
    {
        if (_count + bytes > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_count + bytes, _buffer.Length * 2));
    }
}
