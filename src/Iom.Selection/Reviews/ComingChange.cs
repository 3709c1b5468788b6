namespace Iom.Selection.Reviews;

/// <summary>What is about to change.</summary>
public enum ComingChange
{
    /// <summary>Release from custody.</summary>
    Release,

    /// <summary>The end of active supervision.</summary>
    ActiveSupervisionEnds,

    /// <summary>The end of an order or licence.</summary>
    SupervisionEnds,
}
