namespace Iom.Selection.Extracts.Account;

/// <summary>Two ids that may be one person: told before anybody is ranked, and never merged by itself.</summary>
/// <param name="OffenderId">The one id.</param>
/// <param name="OtherId">Of the other ids of the group, the ordinally smallest.</param>
/// <param name="Why"><c>alike</c>: the ids differ in case, width or form alone; <c>external-id</c>: one id of another system stands for both.</param>
public sealed record PossiblePerson(string OffenderId, string OtherId, string Why)
{
    /// <summary>Ids that differ in case, width or form alone.</summary>
    public const string Alike = "alike";

    /// <summary>One id of another system stands for both.</summary>
    public const string ExternalId = "external-id";

    /// <summary>Does not repeat the ids, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(PossiblePerson);
}
