namespace Iom.Selection.Evaluation;

/// <summary>A proven offence, as evaluation looks at it.</summary>
/// <param name="Day">Its day number.</param>
/// <param name="OutcomeDay">The day number of the outcome; null where it has no date.</param>
/// <param name="Severity">How grave it is; null where that is not known.</param>
/// <param name="IsBreach">Whether it is of the group of breaches.</param>
internal readonly record struct ProvenOffence(int Day, int? OutcomeDay, decimal? Severity, bool IsBreach);
