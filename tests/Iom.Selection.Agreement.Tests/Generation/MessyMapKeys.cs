namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>What else a map says of a file.</summary>
/// <param name="SkipLines">How many lines stand before the header.</param>
/// <param name="Headless">There is no header: columns are numbers.</param>
/// <param name="IgnoresCase">Ids of people are compared without case.</param>
/// <param name="Missing">A word and a date mean that nothing is known.</param>
/// <param name="Comma">Decimals have a comma, and now and then a per cent sign.</param>
/// <param name="Chosen">Only some rows are meant, by a column of the agency's own.</param>
/// <param name="FirstOf">One column is the first of two that is not empty.</param>
/// <param name="Composite">The id of an offence is made of two columns.</param>
internal sealed record MessyMapKeys(int SkipLines, bool Headless, bool IgnoresCase, bool Missing, bool Comma, bool Chosen, bool FirstOf, bool Composite)
{
    public static readonly MessyMapKeys None = new(0, false, false, false, false, false, false, false);

    /// <summary>The same with less in it.</summary>
    public IEnumerable<MessyMapKeys> Simpler()
    {
        if (SkipLines > 0) yield return this with { SkipLines = 0 };
        if (Headless) yield return this with { Headless = false };
        if (IgnoresCase) yield return this with { IgnoresCase = false };
        if (Missing) yield return this with { Missing = false };
        if (Comma) yield return this with { Comma = false };
        if (Chosen) yield return this with { Chosen = false };
        if (FirstOf) yield return this with { FirstOf = false };
        if (Composite) yield return this with { Composite = false };
    }
}
