namespace Iom.Selection.Runs.Storage;

/// <summary>A file can't be used, for a reason that has a sentence of its own.</summary>
/// <param name="message">One line that says what to do.</param>
internal sealed class StorageException(string message) : IOException(message);
