using System.Text;

namespace Iom.Selection.Extracts.Contract;

/// <summary>What a cell looks like without what it says: 05/04/2026 is 99/99/9999.</summary>
internal static class CellForm
{
    private const int MaxLength = 40;

    /// <summary>The form of a cell: letters as <c>a</c> and <c>A</c>, digits as <c>9</c>, other characters as they are.</summary>
    public static string Of(string cell)
    {
        var form = new StringBuilder();
        foreach (var c in cell)
        {
            if (form.Length == MaxLength) return form.Append("...").ToString();
            form.Append(char.IsDigit(c) ? '9' : char.IsUpper(c) ? 'A' : char.IsLetter(c) ? 'a' : char.IsControl(c) ? ' ' : c);
        }
        return form.ToString();
    }
}
