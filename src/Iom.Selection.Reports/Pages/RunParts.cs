using System.Globalization;
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
        var policy = run.Ranking.Policy;
        return Html.Of($"""
            <p class="say">A recommendation. People decide.</p>
            <p>By the policy {People.Short(policy.Title)} ({People.Short(policy.Id)} {People.Short(policy.Version)}). {MatrixSection.Signed(policy, context.SignedBy(policy))} {(policy.ReviewBy is { } day ? $"To be looked at again by {context.Texts.Say(day)}." : "")} From {Number(run.Account.ReadCount)} rows in {run.Account.Files.Count(file => file.ReadCount > 0)} files, of which {Number(run.Account.RefusedCount)} were refused.</p>
            {(policy.ReviewBy < run.Ranking.AsOf ? Html.Of($"<p class=\"warn\">The day by which this policy was to be looked at again has passed.</p>") : Html.Empty)}
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
    public static Section ToSettle(RankingRun run, HashSet<string> onTheList, int most)
    {
        var matters = Matters(run, onTheList);
        return new Section("To settle", matters.Length == 0 ? Note("Nothing about anybody on the list.") : Html.Of($"""
            <p>What the agencies should settle about people on the list before you rely on a place.{(matters.Length > most ? $" The first {Number(most)} of {Number(matters.Length)}; the others are in conflicts.csv, refused.csv and possible-people.csv." : "")}</p>
            {FigureTable.Render(["Who", "What", "Where"], matters.Take(most).Select(matter => (string[])[People.Short(matter[0]), People.Short(matter[1]), People.Short(matter[2])]))}
            """));
    }

    /// <summary>What the agencies have to settle, by person: who, what, where.</summary>
    public static string[][] Matters(RankingRun run, HashSet<string> people)
    {
        string[][] matters =
        [
            .. run.Account.Conflicts.Where(conflict => people.Contains(conflict.OffenderId))
                .Select(conflict => (string[])[conflict.OffenderId, $"{conflict.File} contradicts itself: {conflict.Column.Replace('_', ' ')}", conflict.RecordId]),
            .. run.Account.Problems.Where(problem => problem.OffenderId is not null && people.Contains(problem.OffenderId))
                .Select(problem => (string[])[problem.OffenderId!, $"{problem.Place.File}: {problem.Column.Replace('_', ' ')}, {Vocabulary.Word(problem.Kind).Replace('_', ' ')}", FormattableString.Invariant($"line {problem.Place.Line}")]),
            .. run.Account.PossiblePeople.Where(person => people.Contains(person.OffenderId))
                .Select(person => (string[])[person.OffenderId, $"may be one person with {person.OtherId}", person.Why]),
        ];
        return [.. matters.OrderBy(matter => matter[0], Utf8Ordinal.Comparer)];
    }

    /// <summary>The rows that were read, and what to know of them.</summary>
    public static Section Rows(RankingRun run) => new("The data", Html.Of($"""
        {FigureTable.Render(["file", "read", "used", "later", "duplicate", "refused", "from", "to"], run.Account.Files.Select(file => (string[])
            [file.FileName, Number(file.ReadCount), Number(file.UsedCount), Number(file.LaterCount), Number(file.DuplicateCount), Number(file.RefusedCount), IsoDate.Text(file.From) ?? "", IsoDate.Text(file.To) ?? ""]))}
        {(run.Account.AbsentFiles.Count > 0 ? Note($"Not supplied: {string.Join(", ", run.Account.AbsentFiles)}.") : Html.Empty)}
        <h3>To know</h3>{(run.Warnings.Count == 0 ? Note("Nothing.") : Sentences(Shown(run.Warnings)))}
        """));

    /// <summary>How the run is known again.</summary>
    public static Html Foot(RankingRun run) => Html.Of($"""
        <p>Made by iom {run.ToolVersion}. Policy SHA-256 <code>{run.Ranking.Policy.Sha256}</code>. Catalogue SHA-256 <code>{run.CatalogueFile.Sha256}</code>. Seed of the draw <code>{run.Ranking.Summary.Seed}</code>. With the same extracts, policy and date anybody can repeat this run to the byte. The page asks for nothing from any network.</p>
        """);

    // Names of columns and files that nobody reads may be those of people.
    private static IEnumerable<string> Shown(IEnumerable<PolicyWarning> warnings) => warnings.Where(warning => warning.Code is not ("columns-ignored" or "files-unread")).Select(warning => warning.Message);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
