namespace Iom.Selection.Service.Tests;

/// <summary>A clock that goes as far on as a test says, and no timer of which is quicker for it.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public void Step(TimeSpan by) => _ahead += by;
}
