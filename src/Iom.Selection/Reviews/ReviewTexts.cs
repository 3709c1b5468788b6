using System.Globalization;
using System.Text;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;

namespace Iom.Selection.Reviews;

/// <summary>Writes what a review finds, for the panel or for the member, with the texts that explanations are written with.</summary>
/// <param name="texts">The texts.</param>
public sealed class ReviewTexts(ExplanationTexts texts)
{
    /// <summary>With the built-in texts, in English.</summary>
    public static ReviewTexts Standard { get; } = new(ExplanationTexts.Standard);

    /// <summary>Writes a review for the panel.</summary>
    /// <param name="review">The review.</param>
    /// <param name="exitBelow">The policy's exit line, in points.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public string ForPanel(MemberReview review, int exitBelow)
    {
        ArgumentNullException.ThrowIfNull(review);
        var lines = new StringBuilder();
        var (calendar, engagement) = (review.Calendar, review.Engagement);
        texts.Line(lines, "panel.review.head", ("id", review.OffenderId.Value), ("asOf", texts.Say(review.AsOf)), ("recommendation", Say(review.Recommendation)));
        texts.Line(lines, "panel.review.member", ("since", texts.Say(review.MemberSince)), ("total", Number(review.Scorecard.Total)), ("most", Number(review.Scorecard.Most)),
            ("exit", Number(exitBelow)), ("colour", Say(review.Colour)));
        texts.Line(lines, calendar.IsOverdue ? "panel.review.overdue" : "panel.review.next", ("last", texts.Say(calendar.LastReviewed)), ("next", texts.Say(calendar.NextReview)));
        if (review.ToSettleCount > 0) texts.Line(lines, "panel.review.toSettle", ("count", Number(review.ToSettleCount)));
        foreach (var ground in review.Grounds) texts.Line(lines, "panel.review.ground", ("ground", Say(ground.Ground)));
        foreach (var bar in review.Bars) texts.Line(lines, "panel.review.bar", ("bar", Say(bar.Bar)), ("date", texts.Say(bar.Ends)));
        if (review.Approach is { } approach)
        {
            texts.Line(lines, "panel.review.approach", ("approach", Say(approach.Advice)), ("missed", Number(approach.MissedCount)), ("of", Number(approach.ContactCount)),
                ("keep", Number(approach.ContactsToKeep)), ("date", texts.Say(approach.Until)));
        }
        texts.Line(lines, "panel.review.engagement", ("required", Number(engagement.Required.Count)), ("requiredOf", Number(engagement.Required.Of)),
            ("voluntary", Number(engagement.Voluntary.Count)), ("voluntaryOf", Number(engagement.Voluntary.Of)), ("notCounted", Number(engagement.NotCounted)));
        foreach (var gap in calendar.Gaps)
            texts.Line(lines, gap.Pathway is null ? "panel.review.gap" : "panel.review.gapOn", ("gap", texts.Text($"gap.{Vocabulary.Word(gap.Gap)}")), ("pathway", gap.Pathway ?? ""));
        foreach (var coming in calendar.Coming) texts.Line(lines, "panel.review.coming", ("coming", texts.Text($"coming.{Vocabulary.Word(coming.Change)}")), ("date", texts.Say(coming.Date)));
        foreach (var alternative in review.Alternatives) texts.Line(lines, "panel.review.alternative", ("recommendation", Say(alternative.Then)), ("alternative", Say(alternative)));
        texts.Line(lines, "panel.foot");
        return lines.ToString();
    }

    /// <summary>Writes a review for the member: plain words, no view of the panel, nobody else's data.</summary>
    /// <param name="review">The review.</param>
    /// <returns>Lines that end with a line feed; a line that begins with <c>- </c> is an item of a list.</returns>
    /// <exception cref="ArgumentException">The member is recorded as having died: nobody writes to them.</exception>
    public string ForPerson(MemberReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        if (review.Grounds.Any(ground => ground.Ground == Ground.Deceased)) throw new ArgumentException("The person is recorded as having died.", nameof(review));
        var lines = new StringBuilder();
        texts.Line(lines, "person.review.head");
        lines.Append('\n');
        texts.Line(lines, "person.review.what");
        texts.Line(lines, "person.review.date", ("asOf", texts.Say(review.AsOf)), ("since", texts.Say(review.MemberSince)));
        texts.Line(lines, $"person.review.{Vocabulary.Word(review.Recommendation)}");
        if (review.Recommendation is ReviewRecommendation.ConsiderDeselection or ReviewRecommendation.ConfirmExit)
            List("person.review.why", review.Grounds.Select(ground => texts.Text($"person.review.ground.{Vocabulary.Word(ground.Ground)}")));
        // What holds somebody back is told to those who otherwise could leave.
        if (review.Recommendation == ReviewRecommendation.Retain && !review.Grounds.IsEmpty)
            List("person.review.wait", review.Bars.Select(bar => texts.Fill($"person.review.bar.{Vocabulary.Word(bar.Bar)}", ("date", texts.Say(bar.Ends)))));
        if (review.Approach is { } approach)
        {
            lines.Append('\n');
            texts.Line(lines, $"person.review.approach.{Vocabulary.Word(approach.Advice)}", ("missed", Number(approach.MissedCount)), ("of", Number(approach.ContactCount)),
                ("keep", Number(approach.ContactsToKeep)), ("date", texts.Say(approach.Until)));
        }
        lines.Append('\n');
        texts.Line(lines, review.Calendar.IsOverdue ? "person.review.nextOverdue" : "person.review.next", ("next", texts.Say(review.Calendar.NextReview)));
        if (review.Recommendation == ReviewRecommendation.ConsiderDeselection) texts.Line(lines, "person.review.leave");
        lines.Append('\n');
        texts.Line(lines, "person.rights");
        return lines.ToString();

        void List(string heading, IEnumerable<string> items)
        {
            string[] all = [.. items];
            if (all.Length == 0) return;
            lines.Append('\n');
            texts.Line(lines, heading);
            foreach (var item in all) texts.Line(lines, "person.review.item", ("text", item));
        }
    }

    /// <summary>Says what a review recommends.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <returns>A few words.</returns>
    public string Say(ReviewRecommendation recommendation) => texts.Text($"review.{Vocabulary.Word(recommendation)}");

    /// <summary>Says a ground.</summary>
    /// <param name="ground">The ground.</param>
    /// <returns>A few words.</returns>
    public string Say(Ground ground) => texts.Text($"ground.{Vocabulary.Word(ground)}");

    /// <summary>Says a reason to wait.</summary>
    /// <param name="bar">The bar.</param>
    /// <returns>A few words.</returns>
    public string Say(DeselectionBar bar) => texts.Text($"bar.{Vocabulary.Word(bar)}");

    /// <summary>Says a status.</summary>
    /// <param name="colour">The status.</param>
    /// <returns>Its colour and what it stands for.</returns>
    public string Say(StatusColour colour) => texts.Text($"colour.{Vocabulary.Word(colour)}");

    private string Say(ApproachAdvice advice) => texts.Text($"approach.{Vocabulary.Word(advice)}");

    private string Say(Alternative alternative)
    {
        var text = texts.Fill($"alternative.{Vocabulary.Word(alternative.Kind)}", ("number", Number(alternative.Number ?? 0)), ("pathways", string.Join(", ", alternative.Pathways)));
        return alternative.Date is { } date ? texts.Fill("alternative.on", ("alternative", text), ("date", texts.Say(date))) : text;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
