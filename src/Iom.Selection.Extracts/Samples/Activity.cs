namespace Iom.Selection.Extracts.Samples;

/// <summary>How much somebody offends.</summary>
internal enum Activity
{
    None, Little, Some, Often, Prolific,
}
