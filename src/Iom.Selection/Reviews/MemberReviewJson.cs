using System.Numerics;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Scoring;
using Iom.Selection.Statistics;

namespace Iom.Selection.Reviews;

/// <summary>Writes reviews as JSON: one line each in the <c>explanations.jsonl</c> of a review. The schema is docs/review.schema.json.</summary>
public static class MemberReviewJson
{
    /// <summary>The value of the key <c>schema</c>.</summary>
    public const string Schema = "iom-selection-review/1";

    /// <summary>Writes a review on one line.</summary>
    /// <param name="review">The review.</param>
    /// <returns>JSON without a line end.</returns>
    public static string ToJson(this MemberReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return JsonText.Write(json => Write(json, review));
    }

    /// <summary>Writes a review on one line.</summary>
    /// <param name="stream">Where to write; UTF-8 without a line end.</param>
    /// <param name="review">The review.</param>
    public static void Write(Stream stream, MemberReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        using var json = new Utf8JsonWriter(stream, JsonText.OneLine);
        Write(json, review);
    }

    private static void Write(Utf8JsonWriter json, MemberReview review)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("offenderId", review.OffenderId.Value);
        json.WriteString("asOf", IsoDate.Text(review.AsOf));
        json.WriteString("memberSince", IsoDate.Text(review.MemberSince));
        json.WriteString("recommendation", Vocabulary.Word(review.Recommendation));
        json.WriteString("ranking", Vocabulary.Word(review.Ranking));
        json.WriteNumber("toSettle", review.ToSettleCount);
        json.WriteTexts("notSupplied", Enum.GetValues<ReviewExtracts>().Where(each => BitOperations.IsPow2((int)each) && !review.Supplied.HasFlag(each)).Select(each => Vocabulary.Word(each)));
        json.WriteNumber("total", review.Scorecard.Total);
        json.WriteNumber("most", review.Scorecard.Most);
        json.WriteNumber("belowExitReviews", review.BelowExitReviews);
        WriteGrounds(json, review);
        WriteBars(json, review);
        WriteApproach(json, review);
        WriteEngagement(json, review.Engagement);
        json.WriteString("colour", Vocabulary.Word(review.Colour));
        WriteCalendar(json, review.Calendar);
        WriteSupport(json, review);
        WriteMeetings(json, review);
        WriteAlternatives(json, review);
        json.WriteEndObject();
    }

    private static void WriteGrounds(Utf8JsonWriter json, MemberReview review)
    {
        json.WriteStartArray("grounds");
        foreach (var ground in review.Grounds)
        {
            json.WriteStartObject();
            json.WriteString("ground", Vocabulary.Word(ground.Ground));
            ScorecardJson.WriteRecords(json, ground.Records);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBars(Utf8JsonWriter json, MemberReview review)
    {
        json.WriteStartArray("blocks");
        foreach (var bar in review.Bars)
        {
            json.WriteStartObject();
            json.WriteString("block", Vocabulary.Word(bar.Bar));
            json.WriteString("ends", IsoDate.Text(bar.Ends));
            ScorecardJson.WriteRecords(json, bar.Records);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteApproach(Utf8JsonWriter json, MemberReview review)
    {
        if (review.Approach is not { } approach) return;
        json.WriteStartObject("approach");
        json.WriteString("advice", Vocabulary.Word(approach.Advice));
        json.WriteNumber("missed", approach.MissedCount);
        json.WriteNumber("ofLatest", approach.ContactCount);
        json.WriteString("supportBegan", IsoDate.Text(approach.SupportBegan));
        json.WriteString("until", IsoDate.Text(approach.Until));
        json.WriteNumber("contactsToKeep", approach.ContactsToKeep);
        ScorecardJson.WriteRecords(json, approach.Records);
        json.WriteEndObject();
    }

    private static void WriteEngagement(Utf8JsonWriter json, Engagement engagement)
    {
        json.WriteStartObject("engagement");
        Proportion("required", engagement.Required);
        Proportion("voluntary", engagement.Voluntary);
        json.WriteNumber("notCounted", engagement.NotCounted);
        json.WriteString("band", engagement.Band);
        json.WriteEndObject();

        void Proportion(string name, Proportion share)
        {
            json.WriteStartObject(name);
            json.WriteNumber("kept", share.Count);
            json.WriteNumber("of", share.Of);
            if (share.Rate is { } rate) json.WriteNumber("rate", Rounded(rate));
            json.WriteNumber("lower", Rounded(share.Lower));
            json.WriteNumber("upper", Rounded(share.Upper));
            json.WriteEndObject();
        }
    }

    private static void WriteCalendar(Utf8JsonWriter json, ReviewCalendar calendar)
    {
        json.WriteStartObject("calendar");
        json.WriteString("lastReviewed", IsoDate.Text(calendar.LastReviewed));
        json.WriteString("nextReview", IsoDate.Text(calendar.NextReview));
        json.WriteBoolean("overdue", calendar.IsOverdue);
        json.WriteString("riskBand", calendar.RiskBand);
        json.WriteNumber("weeks", calendar.Weeks);
        json.WriteStartArray("coming");
        foreach (var coming in calendar.Coming)
        {
            json.WriteStartObject();
            json.WriteString("date", IsoDate.Text(coming.Date));
            json.WriteString("change", Vocabulary.Word(coming.Change));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("gaps");
        foreach (var gap in calendar.Gaps)
        {
            json.WriteStartObject();
            json.WriteString("gap", Vocabulary.Word(gap.Gap));
            json.WriteString("pathway", gap.Pathway);
            json.WriteString("since", gap.Since is { } since ? IsoDate.Text(since) : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSupport(Utf8JsonWriter json, MemberReview review)
    {
        json.WriteStartArray("support");
        foreach (var standing in review.Support)
        {
            json.WriteStartObject();
            json.WriteString("pathway", standing.Record.Pathway);
            json.WriteString("status", Vocabulary.Word(standing.Status));
            json.WriteString("leadAgency", standing.Record.LeadAgency);
            Optional("waitingSince", standing.Record.WaitingSince);
            Optional("startedOn", standing.Record.StartedOn);
            Optional("endedOn", standing.Record.EndedOn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("supervisions");
        foreach (var period in review.Supervisions)
        {
            json.WriteStartObject();
            json.WriteString("kind", Vocabulary.Word(period.Kind));
            json.WriteString("from", IsoDate.Text(period.From));
            Optional("to", period.To);
            Optional("activeUntil", period.ActiveUntil);
            json.WriteEndObject();
        }
        json.WriteEndArray();

        void Optional(string name, DateOnly? date) => json.WriteString(name, date is { } day ? IsoDate.Text(day) : null);
    }

    private static void WriteMeetings(Utf8JsonWriter json, MemberReview review)
    {
        json.WriteStartArray("meetings");
        foreach (var meeting in review.Meetings)
        {
            json.WriteStartObject();
            json.WriteString("date", IsoDate.Text(meeting.MeetingDate));
            json.WriteString("outcome", Vocabulary.Word(meeting.Outcome));
            json.WriteString("by", Vocabulary.Word(meeting.Basis));
            json.WriteString("deferredUntil", meeting.DeferredUntil is { } until ? IsoDate.Text(until) : null);
            json.WriteStartArray("votes");
            foreach (var voice in meeting.Votes)
            {
                json.WriteStartObject();
                json.WriteString("agency", voice.Agency);
                json.WriteString("view", Vocabulary.Word(voice.Stance));
                json.WriteString("reason", voice.Reason);
                json.WriteBoolean("dissent", voice.IsDissent);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteTexts("contradictory", meeting.Contradictory);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAlternatives(Utf8JsonWriter json, MemberReview review)
    {
        json.WriteStartArray("alternatives");
        foreach (var alternative in review.Alternatives)
        {
            json.WriteStartObject();
            json.WriteString("if", Vocabulary.Word(alternative.Kind));
            if (alternative.Date is { } date) json.WriteString("date", IsoDate.Text(date));
            if (alternative.Number is { } number) json.WriteNumber("number", number);
            if (!alternative.Pathways.IsEmpty)
            {
                json.WriteTexts("pathways", alternative.Pathways);
            }
            json.WriteString("then", Vocabulary.Word(alternative.Then));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Four digits are more than any count here can say, and the same on every machine.
    private static decimal Rounded(double rate) => Math.Round((decimal)rate, 4, MidpointRounding.AwayFromZero);
}
