using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>A drug test.</summary>
/// <remarks>
/// Ordered by what says least against the person: negative, inconclusive, refused, positive; then the earliest date; then the rest, ordinally.
/// Where rows with one id differ, the least stands.
/// </remarks>
/// <param name="TestId">The test's id, unique for the person.</param>
/// <param name="Date">The day of the test.</param>
/// <param name="Result">How it ended.</param>
public sealed record DrugTest(string TestId, DateOnly Date, DrugTestResult Result) : CaseRecord, IComparable<DrugTest>
{
    /// <summary>What was found, as reported: names joined by semicolons. Compared ordinally.</summary>
    public string? Substances { get; init; }

    /// <summary>Why the test was made; null where it is not known.</summary>
    public DrugTestContext? Context { get; init; }

    /// <summary>Whether what was found is prescribed to the person; a positive test then never counts. Null where it is not known.</summary>
    public bool? Prescribed { get; init; }

    /// <summary>The names in <see cref="Substances"/>; empty where none is given.</summary>
    internal IReadOnlyList<string> SubstanceNames => Substances?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <inheritdoc/>
    public override string RecordId => TestId;

    /// <inheritdoc/>
    public override DateOnly? RecordDate => Date;

    /// <summary>Compares by what says least against the person.</summary>
    /// <param name="other">The test to compare with; null comes first.</param>
    /// <returns>Negative when this one says less.</returns>
    public int CompareTo(DrugTest? other)
    {
        if (other is null) return 1;
        if (Result != other.Result) return Result.CompareTo(other.Result);
        if (Date != other.Date) return Date.CompareTo(other.Date);
        var substances = Utf8Ordinal.Compare(Substances ?? "", other.Substances ?? "");
        if (substances != 0) return substances;
        var context = Utf8Ordinal.Compare(Words.Word(Context), Words.Word(other.Context));
        return context != 0 ? context : Utf8Ordinal.Compare(Words.Word(Prescribed), Words.Word(other.Prescribed));
    }

    /// <summary>Whether <paramref name="left"/> says less against the person.</summary>
    public static bool operator <(DrugTest left, DrugTest right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> says more against the person.</summary>
    public static bool operator >(DrugTest left, DrugTest right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> says no more against the person.</summary>
    public static bool operator <=(DrugTest left, DrugTest right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> says no less against the person.</summary>
    public static bool operator >=(DrugTest left, DrugTest right) => left.CompareTo(right) >= 0;
}
