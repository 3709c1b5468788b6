using Iom.Selection.Offenders;

namespace Iom.Selection.Measures;

/// <summary>Reads the level under public protection arrangements.</summary>
internal sealed class MappaLevelAccumulator : Accumulator
{
    private MappaLevel? _level;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        _level = person.Offender.MappaLevel;
    }

    public override Reading Read() => _level switch
    {
        null => new Reading.Missing((int)MappaLevel.Level1, (int)MappaLevel.Level3, MaybeNotApplicable: true),
        MappaLevel.None => Reading.NotApplicable.Instance,
        { } level => new Reading.Known((int)level),
    };
}
