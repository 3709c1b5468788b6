namespace Iom.Selection.Policies;

/// <summary>How a model was trained.</summary>
public enum ModelKind
{
    /// <summary>Logistic regression on steps, no weight below 0: more of a measure never lowers it.</summary>
    Steps,

    /// <summary>A generalised additive model: a yardstick, whose weights may fall, and which no policy may name.</summary>
    Gam,
}
