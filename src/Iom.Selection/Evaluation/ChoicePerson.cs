using System.ComponentModel;

namespace Iom.Selection.Evaluation;

/// <summary>Somebody who could have been chosen at a date: ranked, and not a member.</summary>
/// <param name="Person">The number of the person, the same at every date.</param>
/// <param name="OffenderId">The id, to join decisions.</param>
/// <param name="Distance">How far the total stands above the line of the person's cohort, in points; below 0 below it.</param>
/// <param name="IsRecommended">Whether the run recommended to select the person.</param>
/// <param name="IsTied">Whether the last places were drawn between the person and others.</param>
/// <param name="Windows">What the person did before and after.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ChoicePerson(int Person, string OffenderId, int Distance, bool IsRecommended, bool IsTied, ChoiceWindows Windows);
