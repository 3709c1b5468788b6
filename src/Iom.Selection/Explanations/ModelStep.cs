using Iom.Selection.Measures;
using Iom.Selection.Policies;

namespace Iom.Selection.Explanations;

/// <summary>What one factor gives a person by the model that the policy names.</summary>
/// <param name="Factor">The policy's factor: the model reads the same measure of the same records.</param>
/// <param name="Reading">What the measure says; what is missing is at its least.</param>
/// <param name="Level">The highest level reached; null where none is.</param>
/// <param name="Points">The whole points of that level.</param>
/// <param name="Next">The nearest level above that gives more; null where none does.</param>
public sealed record ModelStep(Factor Factor, Reading Reading, ModelLevel? Level, int Points, ModelLevel? Next);
