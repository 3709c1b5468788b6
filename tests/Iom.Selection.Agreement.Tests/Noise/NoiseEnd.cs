namespace Iom.Selection.Agreement.Tests.Noise;

/// <summary>How a corruption may end, by law 14.</summary>
[Flags]
internal enum NoiseEnd
{
    /// <summary>It decided quietly: what must never be.</summary>
    None = 0,

    /// <summary>The ranking is the same in every cell.</summary>
    Unchanged = 1,

    /// <summary>Everybody concerned has more to settle.</summary>
    Settled = 2,

    /// <summary>A row more is refused.</summary>
    Refused = 4,

    /// <summary>What was set aside or not understood is counted in the summary.</summary>
    Counted = 8,

    /// <summary>The run stops with one clear line.</summary>
    Stopped = 16,
}
