namespace Iom.Selection.Records;

/// <summary>The spelling of offence codes: <c>028/03</c>, <c>28/3</c> and <c>02803</c> are the same.</summary>
public static class OffenceCode
{
    /// <summary>The length of a Home Office class: <c>028</c>.</summary>
    public const int ClassLength = 3;

    /// <summary>The length of a class and subclass: <c>02803</c>.</summary>
    public const int FullLength = 5;

    private const int SubclassLength = FullLength - ClassLength;

    /// <summary>Gives a code its one spelling: what stands before a slash is padded to three digits, what stands behind it to two.</summary>
    /// <remarks>No digit ever crosses the slash. What is not one to three digits, a slash, and one or two digits stays as it is.</remarks>
    /// <param name="code">The code as an extract, a catalogue or a policy spells it.</param>
    /// <returns>Five digits for a class and subclass with a slash; else the code as given.</returns>
    public static string Normalise(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var slash = code.IndexOf('/');
        if (slash is < 1 or > ClassLength || code.Length - slash - 1 is < 1 or > SubclassLength) return code;
        for (var i = 0; i < code.Length; i++)
        {
            if (i != slash && !char.IsAsciiDigit(code[i])) return code;
        }
        return string.Concat(code.AsSpan(0, slash).ToString().PadLeft(ClassLength, '0'), code.AsSpan(slash + 1).ToString().PadLeft(SubclassLength, '0'));
    }

    /// <summary>Whether a code is a Home Office class and subclass, whose class stands for it where it is not listed itself.</summary>
    /// <param name="code">A normalised code.</param>
    /// <returns>True for five digits.</returns>
    public static bool IsFull(ReadOnlySpan<char> code) => code.Length == FullLength && !code.ContainsAnyExceptInRange('0', '9');

    /// <summary>The class of a code.</summary>
    /// <param name="code">A normalised code.</param>
    /// <returns>The first three digits of a five-digit code; any other code as it is.</returns>
    public static string ClassOf(string code) => IsFull(code) ? code[..ClassLength] : code;

    /// <summary>Whether a code named in a policy covers an offence's code: the same one, or its class.</summary>
    /// <param name="named">A normalised code of a policy.</param>
    /// <param name="code">A normalised code of an offence.</param>
    /// <returns>True when it does.</returns>
    public static bool Covers(string named, string code) =>
        string.Equals(named, code, StringComparison.Ordinal)
        || (named.Length == ClassLength && IsFull(code) && code.StartsWith(named, StringComparison.Ordinal));
}
