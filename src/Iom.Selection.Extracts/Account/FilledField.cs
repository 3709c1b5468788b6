using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Account;

/// <summary>Of how many people <c>offenders.csv</c> says something in a column that rules read.</summary>
/// <param name="Field">The field.</param>
/// <param name="PeopleCount">Of how many people it is known; where rows of one person contradict each other it is not.</param>
public sealed record FilledField(OffenderField Field, int PeopleCount);
