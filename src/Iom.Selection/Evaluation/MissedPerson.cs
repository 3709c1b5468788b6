namespace Iom.Selection.Evaluation;

/// <summary>Somebody who offended later and whom a policy's first did not hold. For the partnership alone.</summary>
/// <param name="Method">The policy.</param>
/// <param name="OffenderId">Who.</param>
/// <param name="LaterCount">The proven offences that followed.</param>
/// <param name="FirstOn">The day of the first of them.</param>
/// <param name="Position">Where the person stands in the order with the run's own draw, from 1.</param>
public readonly record struct MissedPerson(string Method, string OffenderId, int LaterCount, DateOnly FirstOn, int Position);
