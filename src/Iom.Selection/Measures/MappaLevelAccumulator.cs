using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>Reads the level under public protection arrangements.</summary>
internal sealed class MappaLevelAccumulator : Accumulator
{
    private MappaLevel? _level;

    public override void Begin(in Person person)
    {
        base.Begin(person);
        _level = person.MappaLevel;
    }

    public override Measured Result() => _level switch
    {
        null => Measured.Missing((int)MappaLevel.Level1, (int)MappaLevel.Level3, maybeNotApplicable: true),
        MappaLevel.None => Measured.NotApplicable,
        { } level => Measured.Known((int)level),
    };
}
