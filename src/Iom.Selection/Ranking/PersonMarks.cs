namespace Iom.Selection.Ranking;

/// <summary>What marks a person whatever the points.</summary>
[Flags]
internal enum PersonMarks : byte
{
    None = 0,
    Member = 1,
    Nominated = 2,
    Flagged = 4,
}
