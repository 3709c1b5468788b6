namespace Iom.Selection.Policies;

/// <summary>One level of a factor in a model.</summary>
/// <param name="Words">Where it begins, in words.</param>
/// <param name="From">It is reached from this value on; null where it is not reached by more.</param>
/// <param name="Below">It is reached below this value; null where it is not reached by less. Where both are null, any value that is known reaches it.</param>
/// <param name="Weight">The log-odds that reaching it adds.</param>
/// <param name="Points">The whole points of whoever reaches it and none above; 0 in a model without points.</param>
public sealed record ModelLevel(string Words, decimal? From, decimal? Below, double Weight, int Points)
{
    internal bool Holds(decimal value) => !(value < From) && !(value >= Below);
}
