using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>The way of the library: a case file for each person.</summary>
internal sealed class LibraryRoad : IRoad
{
    public IReadOnlyList<Ranked> Rank(Scenario scenario) => [.. scenario.Propose().Rows.Select(row => new Ranked(
        row.OffenderId.Value, row.Rank, Vocabulary.Word(row.Recommendation), row.Cohort ?? "", row.IsMember, row.IsFlagged, row.IsTied,
        row.Rank is null ? null : row.Scorecard!.Total, row.Rank is null ? null : row.Scorecard!.Most, row.IsProvisional,
        row.Rank is null ? "" : string.Join(' ', row.Scorecard!.Contributions.Select(contribution => contribution.Least.Value.ToString(CultureInfo.InvariantCulture))),
        string.Join(';', row.Reasons)))];
}
