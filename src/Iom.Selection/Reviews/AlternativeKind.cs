namespace Iom.Selection.Reviews;

/// <summary>What would have to be true for another recommendation.</summary>
public enum AlternativeKind
{
    /// <summary>Time passes and nothing new happens: see the date.</summary>
    TimePasses,

    /// <summary>The fact turns out not to be so.</summary>
    FactIsNotSo,

    /// <summary>Contacts are kept from now on: see the number.</summary>
    ContactsKept,

    /// <summary>The support on the pathways named is completed; with a date, that time passes too.</summary>
    SupportCompleted,

    /// <summary>The most that the total can be falls by the number of points, and stays there for the policy's number of reviews.</summary>
    BelowExitLine,

    /// <summary>Another offence is proven.</summary>
    OffenceProven,

    /// <summary>Another need is found.</summary>
    NeedFound,
}
