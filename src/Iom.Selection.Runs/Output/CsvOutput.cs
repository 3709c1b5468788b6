using CsvHelper;

namespace Iom.Selection.Runs.Output;

/// <summary>Writes a result file as CSV: UTF-8 with byte order mark, CRLF, quoted only where RFC 4180 needs it.</summary>
/// <remarks>A text cell that a spreadsheet would run as a formula gets one apostrophe before it; numbers and our own words don't need it.</remarks>
internal sealed class CsvOutput : IDisposable
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };
    private static readonly CsvWriterOptions OptionsOfMoreRows = new() { WriteByteOrderMark = false };

    private readonly CsvWriter _writer;

    public CsvOutput(Stream stream, params ReadOnlySpan<string> header)
    {
        _writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        foreach (var name in header) _writer.WriteField(name);
        _writer.EndRecord();
    }

    private CsvOutput(Stream stream) => _writer = CsvWriter.Create(stream, OptionsOfMoreRows, leaveOpen: true);

    /// <summary>Writes rows that go behind others: no header.</summary>
    public static CsvOutput MoreRows(Stream stream) => new(stream);

    /// <summary>Writes a cell that holds text from an extract or a policy.</summary>
    public CsvOutput Text(string? value)
    {
        _writer.WriteField(FormulaGuard.Protect(value ?? ""));
        return this;
    }

    /// <summary>Writes a cell that holds a number; null is empty.</summary>
    public CsvOutput Number(long? value)
    {
        _writer.WriteField(value);
        return this;
    }

    /// <summary>Writes a cell that holds a number already spelled; a minus sign stays what it is.</summary>
    public CsvOutput Decimal(string spelled)
    {
        _writer.WriteField(spelled);
        return this;
    }

    /// <summary>Writes yes or no; null is empty.</summary>
    public CsvOutput YesNo(bool? value)
    {
        _writer.WriteField(value switch { true => "yes", false => "no", null => "" });
        return this;
    }

    /// <summary>Ends the row.</summary>
    public void End() => _writer.EndRecord();

    /// <summary>Writes what is still kept back.</summary>
    public void Dispose() => _writer.Dispose();
}
