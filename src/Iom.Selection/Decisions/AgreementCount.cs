using Iom.Selection.Statistics;

namespace Iom.Selection.Decisions;

/// <summary>How often decisions followed the recommendation.</summary>
/// <param name="Of">Of which decisions: all, an agency, a ground.</param>
/// <param name="Agreed">How many followed it, of those that were not put off.</param>
/// <param name="TowardLeaving">How many went toward leaving.</param>
/// <param name="TowardStaying">How many went toward staying.</param>
/// <param name="TowardJoining">How many went toward joining.</param>
/// <param name="AgainstJoining">How many went against joining.</param>
/// <param name="Deferred">How many were put off.</param>
public sealed record AgreementCount(string Of, Proportion Agreed, int TowardLeaving, int TowardStaying, int TowardJoining, int AgainstJoining, int Deferred);
