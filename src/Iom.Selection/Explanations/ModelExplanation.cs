using System.Collections.Immutable;
using Iom.Selection.Policies;
using Iom.Selection.Scoring;

namespace Iom.Selection.Explanations;

/// <summary>How the model that the policy names comes to a person's points, factor by factor, as the matrix does.</summary>
/// <param name="Role">What the policy lets it do.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Points">The sum of what each step gives.</param>
/// <param name="Steps">A step for each factor, in the policy's order.</param>
public sealed record ModelExplanation(ModelRole Role, string Sha256, int Points, ImmutableArray<ModelStep> Steps)
{
    internal static ModelExplanation Create(Policy policy, IReadOnlyList<ModelFactor> model, Scorecard scorecard)
    {
        ImmutableArray<ModelStep> steps = [.. scorecard.Contributions.Select((contribution, i) =>
        {
            var level = model[i].LevelOf(contribution.Reading);
            var points = model[i].PointsAt(level);
            return new ModelStep(contribution.Factor, contribution.Reading, level == 0 ? null : model[i].Levels[level - 1], points, model[i].Levels.Skip(level).FirstOrDefault(next => next.Points > points));
        })];
        return new ModelExplanation(policy.Model!.Role, policy.Model.Sha256, steps.Sum(step => step.Points), steps);
    }
}
