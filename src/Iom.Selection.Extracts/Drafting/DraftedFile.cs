namespace Iom.Selection.Extracts.Drafting;

/// <summary>What a draft of a map makes of one file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The kind of extract that it seems to be, as <c>offences.csv</c>; null where it seems to be none.</param>
/// <param name="Columns">The columns that were found, by our names.</param>
/// <param name="Open">What the analyst has to say, as <c>columns.outcome</c>.</param>
/// <param name="Notes">What to know of it besides: sentences without any value.</param>
public sealed record DraftedFile(string Name, string? Kind, IReadOnlyList<string> Columns, IReadOnlyList<string> Open, IReadOnlyList<string> Notes);
