using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>What measures need of a person before any record.</summary>
internal readonly ref struct Person(MappaLevel? mappaLevel, LibertyCalendars liberty)
{
    public MappaLevel? MappaLevel { get; } = mappaLevel;

    public LibertyCalendars Liberty { get; } = liberty;
}
