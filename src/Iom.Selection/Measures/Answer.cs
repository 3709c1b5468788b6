namespace Iom.Selection.Measures;

/// <summary>What a filter says of an offence.</summary>
internal enum Answer : byte
{
    /// <summary>It does not pass.</summary>
    No,

    /// <summary>It may or may not: what is asked is not known. It does not pass, and is counted as left out.</summary>
    Unknown,

    /// <summary>It passes.</summary>
    Yes,
}
