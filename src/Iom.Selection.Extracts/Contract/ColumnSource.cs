using System.Globalization;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Where the agency's file has what a column of the contract holds.</summary>
/// <param name="Kind">How the columns of the file make the one.</param>
/// <param name="Parts">The columns of the file: names, or numbers from 1 where there is no header.</param>
internal sealed record ColumnSource(ColumnSourceKind Kind, IReadOnlyList<string> Parts)
{
    /// <summary>What stands between the parts of an id made of several columns.</summary>
    public const char Joint = '/';

    /// <summary>The mark of what the analyst has still to say.</summary>
    public const string OpenMark = "?";

    private const int MaxShown = 4;

    /// <summary>One column by its name.</summary>
    public static ColumnSource Named(string name) => new(ColumnSourceKind.One, [name]);

    /// <summary>As it is shown: <c>CASE/CHARGE</c>.</summary>
    public override string ToString() => Kind switch
    {
        ColumnSourceKind.Joined when Parts.Count > MaxShown => string.Create(CultureInfo.InvariantCulture, $"{string.Join(Joint, Parts.Take(MaxShown))}/... ({Parts.Count} columns)"),
        ColumnSourceKind.Joined => string.Join(Joint, Parts),
        ColumnSourceKind.FirstOf => $"the first filled of {string.Join(", ", Parts)}",
        _ => Parts[0],
    };

    /// <summary>The number of a column, from 1; null for a name.</summary>
    public static int? NumberOf(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
