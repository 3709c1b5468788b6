using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Iom.Selection.Reviews;
using Iom.Selection.Statistics;

namespace Iom.Selection.Decisions;

/// <summary>What goes with a person who leaves the cohort: begun from the review and the decision, completed with the person.</summary>
/// <remarks>Not a list of people removed: it is one person's paper, and is kept as long as the decision is.</remarks>
public sealed record ExitRecord
{
    private ExitRecord()
    {
    }

    /// <summary>The decision.</summary>
    public required RecordedDecision Decision { get; init; }

    /// <summary>The first day of the time in the cohort.</summary>
    public required DateOnly MemberSince { get; init; }

    /// <summary>Progress: the pathways completed, each with the day it ended where that is known.</summary>
    public required ImmutableArray<CompletedSupport> Completed { get; init; }

    /// <summary>Progress: contacts kept, of those that count, in the policy's window.</summary>
    public required Proportion ContactsKept { get; init; }

    /// <summary>Support that goes on: pathway, how it stands, and who leads. Leaving the cohort ends none of it.</summary>
    public required ImmutableArray<ContinuingSupport> GoesOn { get; init; }

    /// <summary>Needs that nobody has met: pathway.</summary>
    public required ImmutableArray<string> Unmet { get; init; }

    /// <summary>Orders and licences in force, each with its last day where that is set. They stay probation's.</summary>
    public required ImmutableArray<SupervisionInForce> Supervisions { get; init; }

    /// <summary>The extracts of the review that were not supplied, as <see cref="MemberReviewJson"/> names them: what they would say is not known.</summary>
    public required ImmutableArray<string> NotSupplied { get; init; }

    /// <summary>Begins a record.</summary>
    /// <param name="reviewJson">The person's line of the <c>explanations.jsonl</c> of a review: see <see cref="MemberReviewJson"/>.</param>
    /// <param name="decision">The decision to let the person go.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentException">The line is not that of a review, or of another person.</exception>
    public static ExitRecord From(string reviewJson, RecordedDecision decision)
    {
        ArgumentNullException.ThrowIfNull(reviewJson);
        ArgumentNullException.ThrowIfNull(decision);
        try
        {
            using var document = JsonDocument.Parse(reviewJson);
            var review = document.RootElement;
            if (Text(review, "schema") != MemberReviewJson.Schema) throw new ArgumentException("Not a review.", nameof(reviewJson));
            if (Text(review, "offenderId") != decision.OffenderId.Value) throw new ArgumentException("The review is another person's.", nameof(reviewJson));
            var support = review.GetProperty("support").EnumerateArray().Select(item => (Pathway: Text(item, "pathway")!, Status: Text(item, "status")!, Lead: Text(item, "leadAgency"), Ended: Date(item, "endedOn"))).ToArray();
            var engagement = review.GetProperty("engagement");
            return new ExitRecord
            {
                Decision = decision,
                MemberSince = Date(review, "memberSince") ?? throw new FormatException("No first day."),
                Completed = [.. support.Where(item => item.Status == "completed").Select(item => new CompletedSupport(item.Pathway, item.Ended))],
                ContactsKept = new Proportion(
                    engagement.GetProperty("required").GetProperty("kept").GetInt32() + engagement.GetProperty("voluntary").GetProperty("kept").GetInt32(),
                    engagement.GetProperty("required").GetProperty("of").GetInt32() + engagement.GetProperty("voluntary").GetProperty("of").GetInt32()),
                GoesOn = [.. support.Where(item => item.Status is "active" or "waiting").Select(item => new ContinuingSupport(item.Pathway, item.Status, item.Lead))],
                Unmet = [.. support.Where(item => item.Status is "needed" or "withdrawn").Select(item => item.Pathway).Distinct(StringComparer.Ordinal)],
                // A review of an earlier version does not say.
                NotSupplied = review.TryGetProperty("notSupplied", out var files) ? [.. files.EnumerateArray().Select(file => file.GetString()!)] : [],
                Supervisions = [.. review.GetProperty("supervisions").EnumerateArray().Select(item => new SupervisionInForce(Text(item, "kind")!, Date(item, "to")))],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ArgumentException("Not a review.", nameof(reviewJson), e);
        }
    }

    /// <summary>Does not repeat who it is about.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(ExitRecord);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static DateOnly? Date(JsonElement json, string name) =>
        Text(json, name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
