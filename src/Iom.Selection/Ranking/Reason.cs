using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Ranking;

/// <summary>Why a row of a proposal says what it says. A closed set; <see cref="object.ToString"/> gives the code of the result files.</summary>
public abstract record Reason
{
    private Reason()
    {
    }

    /// <summary>Whether a text is the code of a reason, whatever follows its colon.</summary>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public static bool IsCode(string text) => text.Split(':')[0] is
        "no-offence" or "eligibility" or "missing" or "conflict" or "no-cohort" or "above-entry" or "no-place" or "below-entry" or "above-exit" or "below-exit" or "model" or "tie" or "incomplete" or "to-settle";

    /// <summary>The reason why somebody is not ranked that a code stands for; null for any other text.</summary>
    internal static Reason? FindOfNotRanked(string code)
    {
        var (kind, of) = code.Split(':', 2) is [var first, var second] ? (first, second) : (code, null);
        return (kind, of) switch
        {
            ("no-offence", null) => new NoOffence(),
            ("no-cohort", null) => new NoCohort(),
            ("eligibility", { } rule) when int.TryParse(rule, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => new Eligibility(number),
            ("missing", { } word) when Vocabulary.TryParse<OffenderField>(word, out var field) => new MissingField(field),
            ("conflict", { } word) when Vocabulary.TryParse<OffenderField>(word, out var field) => new ConflictingField(field),
            _ => null,
        };
    }

    /// <summary>The code that stands in <c>ranking.csv</c>.</summary>
    protected abstract string Code { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Code;

    /// <summary>No proven offence, no membership, no nomination.</summary>
    public sealed record NoOffence : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "no-offence";
    }

    /// <summary>An eligibility rule decided.</summary>
    /// <param name="Rule">The rule's place in the policy, from 1.</param>
    public sealed record Eligibility(int Rule) : Reason
    {
        /// <inheritdoc/>
        protected override string Code => string.Create(CultureInfo.InvariantCulture, $"eligibility:{Rule}");
    }

    /// <summary>A field that the rule reads is not known.</summary>
    /// <param name="Field">The field.</param>
    public sealed record MissingField(OffenderField Field) : Reason
    {
        /// <inheritdoc/>
        protected override string Code => $"missing:{Vocabulary.Word(Field)}";
    }

    /// <summary>The extracts contradict themselves about a field that the rule reads.</summary>
    /// <param name="Field">The field.</param>
    public sealed record ConflictingField(OffenderField Field) : Reason
    {
        /// <inheritdoc/>
        protected override string Code => $"conflict:{Vocabulary.Word(Field)}";
    }

    /// <summary>No cohort's rule holds.</summary>
    public sealed record NoCohort : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "no-cohort";
    }

    /// <summary>At or above the entry line.</summary>
    public sealed record AboveEntry : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "above-entry";
    }

    /// <summary>No place is left.</summary>
    public sealed record NoPlace : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "no-place";
    }

    /// <summary>Below the entry line.</summary>
    public sealed record BelowEntry : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "below-entry";
    }

    /// <summary>Not below the exit line.</summary>
    public sealed record AboveExit : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "above-exit";
    }

    /// <summary>Below the exit line.</summary>
    public sealed record BelowExit : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "below-exit";
    }

    /// <summary>One of several people equal in all keys of the matrix, between whom the points of a model gave the last places.</summary>
    /// <param name="Places">How many places fell to them.</param>
    /// <param name="People">How many they are.</param>
    public sealed record OrderedByModel(int Places, int People) : Reason
    {
        /// <inheritdoc/>
        protected override string Code => string.Create(CultureInfo.InvariantCulture, $"model:{Places}/{People}");
    }

    /// <summary>One of several people equal in all the policy's keys, between whom the last places were drawn.</summary>
    /// <param name="Places">How many places fell to them.</param>
    /// <param name="People">How many they are.</param>
    public sealed record Tie(int Places, int People) : Reason
    {
        /// <inheritdoc/>
        protected override string Code => string.Create(CultureInfo.InvariantCulture, $"tie:{Places}/{People}");
    }

    /// <summary>Something that could add points is not known.</summary>
    public sealed record Incomplete : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "incomplete";
    }

    /// <summary>Something in the person's records is for the agencies to settle.</summary>
    public sealed record ToSettle : Reason
    {
        /// <inheritdoc/>
        protected override string Code => "to-settle";

        /// <summary>The reasons with this one last, where anything is to be settled.</summary>
        internal static ImmutableArray<Reason> Append(ImmutableArray<Reason> reasons, int? toSettle) => toSettle > 0 ? reasons.Add(new ToSettle()) : reasons;
    }
}
