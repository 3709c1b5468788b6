namespace Iom.Selection.Reviews;

/// <summary>Which of the optional extracts that a review reads were supplied. What was not supplied is not known; what was, and has no row of a person, is none.</summary>
[Flags]
public enum ReviewExtracts
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary><c>supervision.csv</c>: a person without a row is under no order or licence. Without it every required contact counts.</summary>
    Supervision = 1,

    /// <summary><c>support.csv</c>: a person without a row has no support on record.</summary>
    Support = 2,

    /// <summary><c>engagement.csv</c>: a person without a row had no contact.</summary>
    Engagement = 4,

    /// <summary>All of them.</summary>
    All = Supervision | Support | Engagement,
}
