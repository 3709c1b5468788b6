using Iom.Selection.Offenders;

namespace Iom.Selection.Measures;

/// <summary>What measures need of a person before any record.</summary>
internal readonly ref struct Person(Offender offender, LibertyCalendar liberty)
{
    public Offender Offender { get; } = offender;

    public LibertyCalendar Liberty { get; } = liberty;
}
