namespace Iom.Selection.Reports.Templates;

/// <summary>Markup in which everything that came from outside is escaped: only a <see cref="Template"/> makes it.</summary>
internal readonly struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_markup);

    /// <summary>Markup from a template: <c>Html.Of($"&lt;td&gt;{id}&lt;/td&gt;")</c>. What stands in holes is data.</summary>
    public static Html Of(Template template) => new(template.ToMarkup());

    /// <summary>Puts several together.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part._markup)));

    /// <summary>The markup.</summary>
    public override string ToString() => _markup ?? "";
}
