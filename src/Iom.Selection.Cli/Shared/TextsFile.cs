using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Cli.Shared;

/// <summary>Reads a partnership's own texts.</summary>
internal static class TextsFile
{
    /// <summary>Reads them; the built-in ones where no file is given.</summary>
    /// <exception cref="InputException">They can't be opened, or are not whole.</exception>
    public static ExplanationTexts Read(string? path)
    {
        if (path is null) return ExplanationTexts.Standard;
        try
        {
            return ExplanationTexts.Parse(InputFile.ReadUpTo(path, Limits.MaxPolicyBytes));
        }
        catch (FormatException e)
        {
            throw new InputException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The texts cannot be opened: {path}", e);
        }
    }
}
