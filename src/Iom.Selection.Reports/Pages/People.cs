using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Records;
using Iom.Selection.Reports.Templates;

namespace Iom.Selection.Reports.Pages;

/// <summary>How a page names people: by id and, where the partnership joined names, by name.</summary>
/// <param name="names">The names; null for none.</param>
/// <param name="texts">The texts.</param>
internal sealed class People(IReadOnlyDictionary<OffenderId, string>? names, ExplanationTexts texts)
{
    // A whole cell may be 64 KiB; nobody reads that.
    private const int MaxLength = 120;

    private readonly Dictionary<OffenderId, int> _rows = [];

    /// <summary>Gives a person a row on the page, to which links lead.</summary>
    public int RowOf(OffenderId id)
    {
        if (!_rows.TryGetValue(id, out var row)) _rows.Add(id, row = _rows.Count + 1);
        return row;
    }

    /// <summary>Id and name.</summary>
    public Html Show(OffenderId id) => names?.GetValueOrDefault(id) is { } name ? Html.Of($"<bdi>{Short(name)}</bdi> <span class=\"soft\">{Short(id.Value)}</span>") : Html.Of($"{Short(id.Value)}");

    /// <summary>Id and name as text.</summary>
    public string Label(OffenderId id) => names?.GetValueOrDefault(id) is { } name ? $"{Short(name)} ({Short(id.Value)})" : Short(id.Value);

    /// <summary>Links to the rows of some people.</summary>
    public Html Links(IEnumerable<OffenderId> ids, int most = 60)
    {
        OffenderId[] all = [.. ids];
        return Html.Of($"{all.Take(most).Select((id, i) => Html.Of($"{(i == 0 ? "" : ", ")}{Link(id)}"))}{(all.Length > most ? Html.Of($" {texts.Phrase("page.andMore", (all.Length - most).ToString(CultureInfo.InvariantCulture))}") : Html.Empty)}");
    }

    /// <summary>A text that is not too long to be read; what is cut is said.</summary>
    public static string Short(string text, int most = MaxLength) =>
        text.Length <= most ? text : FormattableString.Invariant($"{text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)]}… ({text.Length} characters)");

    private Html Link(OffenderId id) => _rows.TryGetValue(id, out var row) ? Html.Of($"<a href=\"#p{row}\">{Show(id)}</a>") : Show(id);
}
