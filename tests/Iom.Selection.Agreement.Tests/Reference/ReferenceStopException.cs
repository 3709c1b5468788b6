namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>Something that stops a run before any work.</summary>
internal sealed class ReferenceStopException(string message) : Exception(message);
