namespace Iom.Selection.Service.Storage;

/// <summary>What became of an attempt to work on a call.</summary>
internal abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>It is the caller's to work on.</summary>
    /// <param name="Token">By which only this attempt can complete it.</param>
    public sealed record Taken(string Token) : ClaimOutcome;

    /// <summary>It was done before.</summary>
    /// <param name="Answer">The first answer.</param>
    public sealed record Done(StoredAnswer Answer) : ClaimOutcome;

    /// <summary>The key was used with another body.</summary>
    public sealed record OtherBody : ClaimOutcome;

    /// <summary>Somebody works on it.</summary>
    public sealed record InProgress : ClaimOutcome;
}
