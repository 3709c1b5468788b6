using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>The text of optional cells, for comparing rows ordinally.</summary>
internal static class Words
{
    public static string Word<T>(T? member) where T : struct, Enum => member is { } known ? Vocabulary.Word(known) : "";

    public static string Word(bool? member) => member switch { true => "yes", false => "no", null => "" };
}
