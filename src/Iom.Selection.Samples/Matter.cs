
namespace Iom.Selection.Samples;

/// <summary>What chance is drawn for: each matter has its own, so that a change in one moves nothing in another.</summary>
internal enum Matter
{
    Person, Offender, Characteristics, Custody, Offences, Difference, DrugTests, RiskScores, Nominations, Memberships, Supervision, Engagement, Support, Panel, Identities, CustodyKinds, Effect,
}
