namespace Iom.Selection.Extracts;

/// <summary>Two offences of one person that may be one: same class, same date, different ids, different sources. Counted, and never merged by itself.</summary>
/// <param name="OffenderId">Whose they are.</param>
/// <param name="Class">The Home Office class of both, or their code where it is no Home Office code.</param>
/// <param name="Date">The day of both.</param>
/// <param name="FirstId">The id of the one.</param>
/// <param name="SecondId">The id of the other; ordinally later.</param>
public sealed record PossibleDuplicate(string OffenderId, string Class, DateOnly Date, string FirstId, string SecondId)
{
    /// <summary>Does not repeat the ids, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(PossibleDuplicate);
}
