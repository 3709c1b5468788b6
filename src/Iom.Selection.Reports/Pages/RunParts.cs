using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Reports.Pages;

/// <summary>What the pages of runs over extracts have in common.</summary>
internal static class RunParts
{
    /// <summary>What was run, on what, by which policy; and that people decide.</summary>
    public static Html Introduction(RankingRun run, ReportContext context)
    {
        var texts = context.Texts;
        return Introduction(run, context, texts.Phrase("page.rows", Number(run.Account.ReadCount), Number(run.Account.Files.Count(file => file.ReadCount > 0)), Number(run.Account.RefusedCount)));
    }

    /// <summary>The same without what could be about few people.</summary>
    public static Html IntroductionForStatistics(RankingRun run, ReportContext context) => Introduction(run, context, "");

    private static Html Introduction(RankingRun run, ReportContext context, string rows)
    {
        var (policy, texts) = (run.Ranking.Policy, context.Texts);
        return Html.Of($"""
            <p class="say">{texts.Phrase("panel.foot")}</p>
            <p>{texts.Phrase("page.policy", People.Short(policy.Title), People.Short(policy.Id), People.Short(policy.Version))} {MatrixSection.Signed(policy, context.SignedBy(policy), texts)} {(policy.ReviewBy is { } day ? texts.Phrase("page.reviewBy", texts.Say(day)) : "")} {rows}</p>
            {(policy.ReviewBy < run.Ranking.AsOf ? Html.Of($"<p class=\"warn\">{texts.Phrase("page.reviewPassed")}</p>") : Html.Empty)}
            """);
    }

    /// <summary>Figures at a glance, and what follows.</summary>
    public static IEnumerable<Html> Facts(IEnumerable<(string What, string Value)> facts, Html after)
    {
        yield return Html.Of($"<dl class=\"facts\">{facts.Select(fact => Html.Of($"<div><dt>{fact.What}</dt><dd>{fact.Value}</dd></div>"))}</dl>");
        yield return after;
    }

    /// <summary>A paragraph in small print.</summary>
    public static Html Note(string text) => Html.Of($"<p class=\"note\">{text}</p>");

    /// <summary>A list of sentences.</summary>
    public static Html Sentences(IEnumerable<string> sentences) => Html.Of($"<ul>{sentences.Select(sentence => Html.Of($"<li>{sentence}</li>"))}</ul>");

    /// <summary>What the agencies have to settle about people on the list.</summary>
    public static Section ToSettle(RankingRun run, HashSet<string> onTheList, int most, ExplanationTexts texts)
    {
        var matters = Matters(run, onTheList, texts);
        return new Section(texts.Phrase("page.toSettle.title"), matters.Length == 0 ? Note(texts.Phrase("page.toSettle.none")) : Html.Of($"""
            <p>{texts.Phrase("page.toSettle.lead")} {(matters.Length > most ? texts.Phrase("page.toSettle.more", Number(most), Number(matters.Length)) : "")}</p>
            {FigureTable.Render(texts, [texts.Phrase("page.col.who"), texts.Phrase("page.col.what"), texts.Phrase("page.col.where")], matters.Take(most).Select(matter => (string[])[People.Short(matter[0]), People.Short(matter[1]), People.Short(matter[2])]))}
            """));
    }

    /// <summary>What the agencies have to settle, by person: who, what, where.</summary>
    public static string[][] Matters(RankingRun run, HashSet<string> people, ExplanationTexts texts)
    {
        string[][] matters =
        [
            .. run.Account.Conflicts.Where(conflict => people.Contains(conflict.OffenderId))
                .Select(conflict => (string[])[conflict.OffenderId, texts.Phrase("page.matter.conflict", conflict.File, Spaced(conflict.Column)), conflict.RecordId]),
            .. run.Account.Problems.Where(problem => problem.OffenderId is not null && people.Contains(problem.OffenderId))
                .Select(problem => (string[])[problem.OffenderId!, texts.Phrase("page.matter.refused", problem.Place.File, Spaced(problem.Column), Spaced(Vocabulary.Word(problem.Kind))), texts.Phrase("page.matter.line", problem.Place.Line.ToString(CultureInfo.InvariantCulture))]),
            .. run.Account.PossiblePeople.Where(person => people.Contains(person.OffenderId))
                .Select(person => (string[])[person.OffenderId, texts.Phrase("page.matter.person", person.OtherId), person.Why]),
        ];
        return [.. matters.OrderBy(matter => matter[0], Utf8Ordinal.Comparer)];
    }

    /// <summary>The rows that were read, and what to know of them.</summary>
    public static Section Rows(RankingRun run, ExplanationTexts texts) => new(texts.Phrase("page.data.title"), Html.Of($"""
        {FigureTable.Render(texts, FigureTable.Columns(texts, "file", "read", "used", "later", "duplicate", "refused", "from", "to"), run.Account.Files.Select(file => (string[])
            [file.FileName, Number(file.ReadCount), Number(file.UsedCount), Number(file.LaterCount), Number(file.DuplicateCount), Number(file.RefusedCount), IsoDate.Text(file.From) ?? "", IsoDate.Text(file.To) ?? ""]))}
        {(run.Account.AbsentFiles.Count > 0 ? Note(texts.Phrase("page.data.absent", string.Join(", ", run.Account.AbsentFiles))) : Html.Empty)}
        <h3>{texts.Phrase("page.data.notes")}</h3>{(run.Warnings.Count == 0 ? Note(texts.Phrase("page.none")) : Html.Of($"<div lang=\"{Page.English}\">{Sentences(Shown(run.Warnings))}</div>"))}
        """));

    /// <summary>The rows that were read, where they are not few: no dates, and no note about a row, which may be about one person.</summary>
    public static Section RowsForStatistics(RankingRun run, ExplanationTexts texts) => new(texts.Phrase("page.data.title"), Html.Of($"""
        {FigureTable.Render(texts, [texts.Phrase("page.col.file"), texts.Phrase("page.col.read")], run.Account.Files.Select(file => (string[])
            [file.FileName, file.ReadCount < run.Ranking.Policy.Fairness.SmallestCell ? texts.Phrase("page.notShown") : Number(SmallCounts.Round(file.ReadCount))]))}
        """));

    /// <summary>How the run is known again.</summary>
    public static Html Foot(RankingRun run, ExplanationTexts texts) => Html.Of($"""
        <p>{texts.Phrase("page.foot.made", run.ToolVersion)} {texts.Phrase("page.foot.policy")} <code>{run.Ranking.Policy.Sha256}</code>. {texts.Phrase("page.foot.catalogue")} <code>{run.CatalogueFile.Sha256}</code>. {texts.Phrase("page.foot.seed")} <code>{run.Ranking.Summary.Seed}</code>. {texts.Phrase("page.foot.repeat")}</p>
        """);

    /// <summary>A number to be read.</summary>
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Spaced(string word) => word.Replace('_', ' ');

    // Names of columns and files that nobody reads may be those of people.
    private static IEnumerable<string> Shown(IEnumerable<PolicyWarning> warnings) => warnings.Where(warning => warning.Code is not ("columns-ignored" or "files-unread")).Select(warning => warning.Message);
}
