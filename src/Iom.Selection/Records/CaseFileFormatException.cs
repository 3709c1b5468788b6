namespace Iom.Selection.Records;

/// <summary>A person's records can't be read from JSON.</summary>
/// <remarks>Neither the message nor the pointer has a value in it; the message names a key that is unknown, the pointer does not.</remarks>
public sealed class CaseFileFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="jsonPointer">Where, as a JSON pointer (RFC 6901) of known keys: <c>/offences/0/outcome</c>; empty for the whole. Of an unknown key, where the object is that has it.</param>
    /// <param name="problem">What is wrong and what is allowed.</param>
    /// <param name="message">The same in one line, with the path.</param>
    public CaseFileFormatException(string jsonPointer, string problem, string message) : base(message) => (JsonPointer, Problem) = (jsonPointer, problem);

    /// <summary>Where, as a JSON pointer of known keys; empty for the whole.</summary>
    public string JsonPointer { get; }

    /// <summary>What is wrong and what is allowed.</summary>
    public string Problem { get; }
}
