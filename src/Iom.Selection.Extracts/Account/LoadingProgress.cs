namespace Iom.Selection.Extracts.Account;

/// <summary>How far loading has come.</summary>
/// <param name="FileName">The file being read.</param>
/// <param name="BytesRead">Bytes read of all files.</param>
/// <param name="BytesTotal">Bytes of all files.</param>
public readonly record struct LoadingProgress(string FileName, long BytesRead, long BytesTotal);
