namespace Iom.Selection.Service.Storage;

/// <summary>The store can't be used as it is; the message is one line that says what to do.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
