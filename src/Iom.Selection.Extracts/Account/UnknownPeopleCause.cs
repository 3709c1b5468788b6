namespace Iom.Selection.Extracts.Account;

/// <summary>One reason why people are not known.</summary>
/// <param name="Text">The reason and the cure, without any id.</param>
/// <param name="RowCount">How many rows it explains.</param>
public sealed record UnknownPeopleCause(string Text, long RowCount);
