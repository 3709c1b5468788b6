namespace Iom.Selection.Offences;

/// <summary>The spelling of offence codes: <c>028/03</c> and <c>02803</c> are the same.</summary>
public static class OffenceCode
{
    /// <summary>The length of a Home Office class: <c>028</c>.</summary>
    public const int ClassLength = 3;

    /// <summary>The length of a class and subclass: <c>02803</c>.</summary>
    public const int FullLength = 5;

    /// <summary>Takes the slash out of a code.</summary>
    /// <param name="code">The code as an extract, a catalogue or a policy spells it.</param>
    /// <returns>The code without any slash.</returns>
    public static string Normalise(string code) => code.Replace("/", "", StringComparison.Ordinal);

    /// <summary>Whether a code is a Home Office class and subclass, whose class stands for it where it is not listed itself.</summary>
    /// <param name="code">A normalised code.</param>
    /// <returns>True for five digits.</returns>
    public static bool IsFull(ReadOnlySpan<char> code) => code.Length == FullLength && !code.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a code named in a policy covers an offence's code: the same one, or its class.</summary>
    /// <param name="named">A normalised code of a policy.</param>
    /// <param name="code">A normalised code of an offence.</param>
    /// <returns>True when it does.</returns>
    public static bool Covers(string named, string code) =>
        string.Equals(named, code, StringComparison.Ordinal)
        || (named.Length == ClassLength && IsFull(code) && code.StartsWith(named, StringComparison.Ordinal));
}
