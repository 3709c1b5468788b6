using System.Runtime.InteropServices;
using System.Text.Json;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>Assesses and reviews one person. Nothing is stored.</summary>
internal sealed class AssessmentCalls(PolicyShelf policies, AuditTable audit)
{
    /// <summary>How large the records of one person may be, in bytes.</summary>
    public const int MaxPersonBytes = 4 * 1024 * 1024;

    private const int MaxEarlier = 200;

    /// <summary>One person's records: scorecard, eligibility, cohort, explanation.</summary>
    public async Task<Answer> AssessAsync(Call call)
    {
        var body = await RequestBody.ReadAsync(call, MaxPersonBytes).ConfigureAwait(false);
        var (question, person) = RequestBody.Parse(body, root =>
        {
            var fields = root.Object([.. Question.Keys, "person"]);
            return (Question.Read(fields), Raw(fields));
        });
        var (policy, file) = await PrepareAsync(call, question!, person).ConfigureAwait(false);

        var selector = new Selector(policy, question!.AsOf, supplied: question.Supplied);
        // Alone nobody is ahead of anybody, so no place is given: what is said is how the person stands to the lines.
        var proposal = selector.Rank([file], capacity: 0, call.Aborted);
        var row = proposal.Rows[0];
        return Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("note", "A recommendation. People decide.");
            WritePolicy(json, policy);
            json.WriteString("asOf", IsoDate.Text(question.AsOf));
            json.WritePropertyName("scorecard");
            // Who is not ranked is not scored: nobody should see points of a child, or of somebody out of scope.
            if (row.Scorecard is null) json.WriteNullValue();
            else json.WriteRawValue(selector.Score(file).ToJson());
            json.WriteStartObject("eligibility");
            json.WriteString("result", row.Rank is null ? Vocabulary.Word(row.Recommendation) : "eligible");
            json.WriteTexts("reasons", row.Reasons.Select(reason => reason.ToString()));
            json.WriteBoolean("flagged", row.IsFlagged);
            json.WriteEndObject();
            json.WriteString("cohort", row.Cohort);
            json.WritePropertyName("explanation");
            json.WriteRawValue(selector.Explain(proposal, file).ToJson());
            json.WriteEndObject();
        });
    }

    /// <summary>Reviews a member of the cohort.</summary>
    public async Task<Answer> ReviewAsync(Call call)
    {
        var body = await RequestBody.ReadAsync(call, MaxPersonBytes).ConfigureAwait(false);
        var (question, person, context) = RequestBody.Parse(body, root =>
        {
            var fields = root.Object([.. Question.Keys, "person", "earlier", "areas", "sharedWith"]);
            return (Question.Read(fields), Raw(fields), Context(fields));
        });
        var (policy, file) = await PrepareAsync(call, question!, person).ConfigureAwait(false);
        if (policy.Review is null || policy.Panel is null) throw new ProblemException(ProblemKind.Fields, "/policy", "has no \"review\" or no \"panel\" section, so members can't be reviewed by it");
        if (!file.IsMemberOn(question!.AsOf)) throw new ProblemException(ProblemKind.Fields, "/person/memberships", "has no membership that is open on the date: only members are reviewed");
        if (context(file.Offender.Id).Earlier.Any(run => run.AsOf >= question.AsOf)) throw new ProblemException(ProblemKind.Fields, "/earlier", "has a run that is not of an earlier date");
        var review = new Selector(policy, question.AsOf, supplied: question.Supplied).Review(file, context(file.Offender.Id));
        return Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("note", "A recommendation. People decide.");
            WritePolicy(json, policy);
            json.WritePropertyName("review");
            json.WriteRawValue(review.ToJson());
            json.WriteEndObject();
        });
    }

    /// <summary>Writes by which policy.</summary>
    public static void WritePolicy(Utf8JsonWriter json, Policy policy)
    {
        json.WriteStartObject("policy");
        json.WriteString("id", policy.Id);
        json.WriteString("version", policy.Version);
        json.WriteString("sha256", policy.Sha256);
        json.WriteEndObject();
    }

    private async Task<(Policy Policy, CaseFile File)> PrepareAsync(Call call, Question question, byte[]? person)
    {
        var file = RequestBody.ParsePerson(person, "/person", out var error) ?? throw new ProblemException([error!]);
        call.People = 1;
        call.Link = await audit.LinkAsync(call.Caller.Partnership, file.Offender.Id.Value, call.Aborted).ConfigureAwait(false);
        return (await policies.FindAsync(call, question).ConfigureAwait(false), file);
    }

    private static byte[]? Raw(JsonCursor.Fields fields) => fields.Required("person") is { } at ? JsonMarshal.GetRawUtf8Value(at.Element).ToArray() : null;

    // What is known besides the person's records. Of whom it is known is known only once they are read.
    private static Func<OffenderId, ReviewContext> Context(JsonCursor.Fields fields)
    {
        var earlier = new List<(DateOnly AsOf, Recommendation Recommendation)>();
        foreach (var item in fields.Optional("earlier")?.Array(mayBeEmpty: true, MaxEarlier) ?? [])
        {
            var run = item.Object("asOf", "recommendation");
            if (run.Required("asOf")?.Date() is not { } asOf || run.Required("recommendation")?.Word<Recommendation>() is not { } recommendation) continue;
            if (earlier.Any(other => other.AsOf == asOf)) item.Problem("is of the same date as another");
            earlier.Add((asOf, recommendation));
        }
        var areas = Texts(fields.Optional("areas"));
        var systems = Texts(fields.Optional("sharedWith"));
        return id => new ReviewContext
        {
            Earlier = [.. earlier.Select(run => new EarlierReview(run.AsOf, new Dictionary<OffenderId, Recommendation> { [id] = run.Recommendation }))],
            Areas = areas.ToHashSet(StringComparer.Ordinal),
            SharedIdentities = systems.Count == 0 ? new Dictionary<OffenderId, IReadOnlyList<string>>() : new Dictionary<OffenderId, IReadOnlyList<string>> { [id] = systems },
        };
    }

    private static List<string> Texts(JsonCursor? list) => [.. (list?.Array(mayBeEmpty: true, Limits.MaxItems) ?? []).Select(item => item.Text()).OfType<string>()];
}
