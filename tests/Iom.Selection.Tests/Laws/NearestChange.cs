using Iom.Selection.Explanations;
using Iom.Selection.Measures;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Tests.Laws;

/// <summary>What law 9 asks of the changes that an explanation offers: each alters the recommendation, and no nearer one does.</summary>
internal static class NearestChange
{
    /// <summary>Tries every band of every factor of one person; everybody else as they are, and all ranked again.</summary>
    /// <param name="explanation">What is said of the person.</param>
    /// <param name="file">The person.</param>
    /// <param name="person">Their place among the assessments.</param>
    /// <param name="assessor">Assesses everybody.</param>
    /// <param name="assessments">Everybody, as they are.</param>
    /// <param name="rank">Ranks everybody.</param>
    public static void AssertTrue(Explanation explanation, CaseFile file, int person, Assessor assessor, Assessment[] assessments, Func<Assessment[], Proposal> rank)
    {
        foreach (var (factor, i) in explanation.Factors.Select((factor, i) => (factor, i)))
        {
            if (!factor.Contribution.Factor.IsValidOn(assessor.Scorer.AsOf)) continue;
            var bands = factor.Contribution.Factor.Bands;
            var now = factor.Contribution.Reading switch
            {
                Reading.Known known => bands.Count(band => band.From <= known.Value) - 1,
                Reading.Missing missing => bands.Count(band => band.From <= missing.AtLeast) - 1,
                _ => -1,
            };
            var altering = Enumerable.Range(0, bands.Length).Where(band => band != now)
                .Select(band => (Band: band, Then: Try(band))).Where(tried => tried.Then != explanation.Row.Recommendation).ToArray();
            if (factor.Change is null) Assert.Empty(altering);
            else
            {
                var offered = altering.Single(tried => bands[tried.Band] == factor.Change.Band);
                Assert.Equal(offered.Then, factor.Change.Recommendation);
                Assert.Equal(altering.Min(tried => Math.Abs(tried.Band - now)), Math.Abs(offered.Band - now));
            }

            // The person with that one reading, in place of the person.
            Recommendation Try(int band)
            {
                var contributions = assessments[person].Scorecard!.Contributions;
                var moved = contributions[i] with { Reading = new Reading.Known(bands[band].From), Least = bands[band].Points, Most = bands[band].Points };
                var scorecard = new Scorecard(file.Offender.Id, contributions.SetItem(i, moved));
                var placement = assessor.PlaceWith(file, [.. scorecard.Contributions.Select(contribution => contribution.Reading)]);
                Assessment[] changed = [.. assessments];
                changed[person] = new Assessment(assessor.Scorer, file.Offender.Id, assessments[person].IsMember, assessments[person].IsNominated, isFlagged: false, toSettle: 0, scorecard, placement, atMost: null);
                return rank(changed).Rows.Single(row => row.OffenderId == file.Offender.Id).Recommendation;
            }
        }
    }
}
