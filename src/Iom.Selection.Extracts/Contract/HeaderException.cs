namespace Iom.Selection.Extracts.Contract;

/// <summary>The header of a file does not have what it must.</summary>
/// <param name="message">One line that says what to do, and nothing of what the header holds.</param>
internal sealed class HeaderException(string message) : Exception(message);
