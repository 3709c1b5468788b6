namespace Iom.Selection.Decisions;

/// <summary>How a decision stands to the recommendation.</summary>
public enum DecisionDirection
{
    /// <summary>It follows it.</summary>
    Agreed,

    /// <summary>The person leaves, or is worked with another way, where the recommendation was to stay or less.</summary>
    TowardLeaving,

    /// <summary>The person stays, or goes on as before, where the recommendation was more.</summary>
    TowardStaying,

    /// <summary>The person is taken on where that was not recommended.</summary>
    TowardJoining,

    /// <summary>The person is not taken on where that was recommended.</summary>
    AgainstJoining,

    /// <summary>It was put off.</summary>
    Deferred,
}
