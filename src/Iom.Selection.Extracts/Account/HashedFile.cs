namespace Iom.Selection.Extracts.Account;

/// <summary>A file that went into a run or came out of it.</summary>
/// <param name="Name">Its name, without folder.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record HashedFile(string Name, string Sha256);
