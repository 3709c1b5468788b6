namespace Iom.Selection.Reviews;

/// <summary>A member's status at a glance.</summary>
/// <remarks>
/// The rules, in this order: blue = in custody on the day; red = a block for a recent offence, breach or recall is in force, or a change of
/// approach is advised; green = no open case is waited for, and engagement is in the policy's highest band; amber = all else.
/// </remarks>
public enum StatusColour
{
    /// <summary>Offending or not engaging.</summary>
    Red,

    /// <summary>Some concern, or too little known.</summary>
    Amber,

    /// <summary>Engaging, without a recent offence.</summary>
    Green,

    /// <summary>In custody.</summary>
    Blue,
}
