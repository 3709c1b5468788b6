using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Samples;

/// <summary>Writes one synthetic extract, row by row, and keeps account of what a reader must make of each row.</summary>
/// <remarks>UTF-8 without byte order mark, LF. No cell here needs quotes.</remarks>
internal sealed class SampleFile
{
    private const int BufferBytes = 1 << 17;
    private const int MaxCellLength = 256;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Stream _stream;
    private readonly int _asOf;
    private int _count;
    private bool _begun;
    private long _read;
    private long _later;
    private long _duplicate;
    private long _refused;
    private int? _from;
    private int? _to;

    public SampleFile(Stream stream, int asOf, params ReadOnlySpan<string> header)
    {
        (_stream, _asOf) = (stream, asOf);
        foreach (var name in header) Text(name);
        EndLine();
    }

    /// <summary>What a reader must report of the file.</summary>
    public FileReport Report(string fileName) => new(fileName)
    {
        ReadCount = _read,
        UsedCount = _read - _later - _duplicate - _refused,
        LaterCount = _later,
        DuplicateCount = _duplicate,
        RefusedCount = _refused,
        From = _from is { } from ? DateOnly.FromDayNumber(from) : null,
        To = _to is { } to ? DateOnly.FromDayNumber(to) : null,
    };

    public SampleFile Person(int number) => Numbered("SYNTHETIC-", number);

    /// <summary>An id of the form <c>SYN-000001-07</c>, or with a letter before the second number.</summary>
    public SampleFile Record(string letter, int person, int place)
    {
        Begin();
        Append("SYN-");
        Append(person, 6);
        Append("-");
        Append(letter);
        Append(place, 2);
        return this;
    }

    /// <summary>The same with a space behind it.</summary>
    public SampleFile PaddedRecord(string letter, int person, int place)
    {
        Record(letter, person, place);
        Append(" ");
        return this;
    }

    public SampleFile Numbered(string before, int number)
    {
        Begin();
        Append(before);
        Append(number, 6);
        return this;
    }

    public SampleFile Text(string? text)
    {
        Begin();
        if (text is not null) Append(text);
        return this;
    }

    public SampleFile Date(int? day) => Date(day, "yyyy-MM-dd");

    public SampleFile Date(int? day, string format)
    {
        Begin();
        if (day is not { } number) return this;
        DateOnly.FromDayNumber(number).TryFormat(_buffer.AsSpan(_count), out var written, format, CultureInfo.InvariantCulture);
        _count += written;
        return this;
    }

    /// <summary>A number of tenths.</summary>
    public SampleFile Tenths(int tenths)
    {
        Begin();
        Append(tenths / 10, 1);
        if (tenths % 10 == 0) return this;
        Append(".");
        Append(tenths % 10, 1);
        return this;
    }

    public SampleFile YesNo(bool? value) => Text(value is { } known ? known ? "yes" : "no" : null);

    /// <summary>Ends a row that a reader uses, finds later than the as-of date, takes for a repeat, or refuses.</summary>
    /// <returns>Whether it is used.</returns>
    public bool End(int? day, bool repeats = false, bool refused = false)
    {
        EndLine();
        _read++;
        if (refused) _refused++;
        else if (day > _asOf) _later++;
        else
        {
            if (day < (_from ?? int.MaxValue)) _from = day;
            if (day > (_to ?? int.MinValue)) _to = day;
            if (repeats) _duplicate++;
            return !repeats;
        }
        return false;
    }

    public void Flush()
    {
        _stream.Write(_buffer.AsSpan(0, _count));
        _count = 0;
    }

    private void EndLine()
    {
        _buffer[_count++] = (byte)'\n';
        _begun = false;
    }

    private void Begin()
    {
        if (_count > BufferBytes - MaxCellLength) Flush();
        if (_begun) _buffer[_count++] = (byte)',';
        _begun = true;
    }

    private void Append(string text) => _count += Encoding.ASCII.GetBytes(text, _buffer.AsSpan(_count));

    private void Append(int number, int leastDigits)
    {
        var digits = leastDigits;
        for (long power = Power(leastDigits); number >= power; power *= 10) digits++;
        for (var i = digits - 1; i >= 0; i--, number /= 10) _buffer[_count + i] = (byte)('0' + (number % 10));
        _count += digits;

        static long Power(int digits)
        {
            var power = 1L;
            for (var i = 0; i < digits; i++) power *= 10;
            return power;
        }
    }
}
