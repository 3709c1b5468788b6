namespace Iom.Selection.Policies;

/// <summary>When a panel agrees with so many recommendations that somebody should ask whether it still decides.</summary>
/// <param name="AbovePercent">The alarm is raised when the whole 95 per cent interval of the rate of agreement lies above this, in per cent.</param>
/// <param name="LeastDecisions">Not before so many decisions.</param>
public sealed record AgreementAlarm(int AbovePercent, int LeastDecisions);
