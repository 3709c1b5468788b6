namespace Iom.Selection.Extracts.Streaming;

/// <summary>The account of extracts that were read without keeping them.</summary>
internal sealed record StreamedAccount : ExtractAccount;
