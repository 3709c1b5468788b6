using System.Collections.Immutable;
using Iom.Selection.Measures;
using Iom.Selection.Policies;

namespace Iom.Selection.Scoring;

/// <summary>What one factor adds to a person's total, and why.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Reading">What its measure says.</param>
/// <param name="Least">The fewest points that the reading can mean; they count towards the total.</param>
/// <param name="Most">The most points that the reading can mean.</param>
/// <param name="LeftOutCount">How many records did not count because what the factor asks of them is not known.</param>
/// <param name="Records">The records that the reading rests on, by kind, date and id; empty unless asked for.</param>
public sealed record Contribution(
    Factor Factor, Reading Reading, Points Least, Points Most, int LeftOutCount, ImmutableArray<RecordReference> Records)
{
    /// <summary>The band that a known reading falls in; null for one that is missing or does not apply.</summary>
    public Band? Band => Reading is Reading.Known known ? Factor.Bands[new PointsTable(Factor).BandOf(known.Value)] : null;
}
