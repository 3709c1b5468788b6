namespace Iom.Selection.Evaluation;

/// <summary>A time in the cohort: from its first day to the day before its end.</summary>
/// <param name="From">The first day number.</param>
/// <param name="To">The day number of the end; null while it goes on.</param>
/// <param name="Cohort">The cohort, if the record says.</param>
/// <param name="Route">How the person came in: <c>nominated</c> in the 12 months before, or by <c>points</c>.</param>
/// <param name="Ground">The ground of leaving, if the record says.</param>
internal sealed record MemberSpell(int From, int? To, string? Cohort, string Route, string? Ground);
