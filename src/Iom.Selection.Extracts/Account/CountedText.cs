namespace Iom.Selection.Extracts.Account;

/// <summary>A text, and how many cells are it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">How many cells.</param>
public sealed record CountedText(string Text, int Count);
