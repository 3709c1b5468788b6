namespace Iom.Selection.Extracts.Csv;

/// <summary>The bytes that one thread works on.</summary>
internal sealed class ReadBuffer
{
    /// <summary>The bytes, with <see cref="LineScan.Width"/> more behind them than may be filled.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>How far they are filled.</summary>
    public int Length { get; set; }

    public void EnsureRoomFor(int length)
    {
        if (Bytes.Length < length + LineScan.Width) Bytes = GC.AllocateUninitializedArray<byte>(length + LineScan.Width);
    }
}
