using System.Collections.Immutable;
using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>A person, as the extracts describe them on the day they were made.</summary>
/// <remarks>Null, or no scheme, means not known. No protected characteristic has a place here; <see cref="Youth"/> is the one exception, and protective.</remarks>
/// <param name="Id">The person's opaque id.</param>
public sealed record Offender(OffenderId Id)
{
    /// <summary>Where the person lives; shown to the panel, read by no policy.</summary>
    public string? Area { get; init; }

    /// <summary>Statutory or not.</summary>
    public Supervision? Supervision { get; init; }

    /// <summary>Community, custody or hospital.</summary>
    public Location? Location { get; init; }

    /// <summary>The date on which release from custody is expected.</summary>
    public DateOnly? ExpectedRelease { get; init; }

    /// <summary>Category under public protection arrangements. Never scored.</summary>
    public MappaCategory? MappaCategory { get; init; }

    /// <summary>Level under public protection arrangements.</summary>
    public MappaLevel? MappaLevel { get; init; }

    /// <summary>Whether the person is under 18. Read by eligibility rules alone, so that children can be kept out.</summary>
    public bool? Youth { get; init; }

    /// <summary>Whether the person has died.</summary>
    public bool? Deceased { get; init; }

    /// <summary>The day on which the person died, if known. No rule and no measure reads it; evaluation does.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>The schemes the person is in, compared ordinally; empty means not known.</summary>
    public ImmutableArray<string> Schemes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The fields for which the extracts hold different values, or one that can't be read. Each of them is not known.</summary>
    public ImmutableArray<OffenderField> Conflicts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The word that a condition compares, for a field that has one value.</summary>
    /// <param name="field">Any field but <see cref="OffenderField.Schemes"/>, <see cref="OffenderField.ExpectedRelease"/>, <see cref="OffenderField.DiedOn"/> and <see cref="OffenderField.Area"/>.</param>
    /// <returns>The vocabulary's word, or null when the field is not known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The field has no vocabulary.</exception>
    public string? WordOf(OffenderField field) => field switch
    {
        OffenderField.Supervision => Word(Supervision),
        OffenderField.Location => Word(Location),
        OffenderField.MappaCategory => Word(MappaCategory),
        OffenderField.MappaLevel => Word(MappaLevel),
        OffenderField.Youth => Word(Youth),
        OffenderField.Deceased => Word(Deceased),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    /// <summary>Whether a field is not known.</summary>
    /// <param name="field">The field.</param>
    /// <returns>True when the extracts leave it empty or contradict themselves.</returns>
    public bool IsUnknown(OffenderField field) => field switch
    {
        OffenderField.Area => Area is null,
        OffenderField.ExpectedRelease => ExpectedRelease is null,
        OffenderField.DiedOn => DiedOn is null,
        OffenderField.Schemes => Schemes.IsEmpty,
        _ => WordOf(field) is null,
    };

    /// <summary>Does not repeat what is known of the person, so that nothing of it gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(Offender);

    private static string? Word<T>(T? value) where T : struct, Enum => value is { } known ? Vocabulary.Word(known) : null;

    private static string? Word(bool? value) => value switch { true => "yes", false => "no", null => null };
}
