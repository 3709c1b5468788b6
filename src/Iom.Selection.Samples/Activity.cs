namespace Iom.Selection.Samples;

/// <summary>How much somebody offends.</summary>
internal enum Activity
{
    None, Little, Some, Often, Prolific,
}
