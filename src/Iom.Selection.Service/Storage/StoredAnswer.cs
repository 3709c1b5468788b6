namespace Iom.Selection.Service.Storage;

/// <summary>The first answer to a call, as it is kept for a day.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">Headers, a line each.</param>
/// <param name="Body">The body; null where it is rebuilt from a run.</param>
/// <param name="Run">The run; null where the body is kept.</param>
internal sealed record StoredAnswer(int Status, string Headers, byte[]? Body, string? Run);
