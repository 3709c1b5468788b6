namespace Iom.Selection.Reviews;

/// <summary>What is advised where somebody does not engage. Nobody is let go or scored for it.</summary>
public enum ApproachAdvice
{
    /// <summary>From <em>rehabilitate and resettle</em> toward <em>catch and convict</em>, for a time.</summary>
    CatchAndConvict,

    /// <summary>Offer the support again; the panel decides. For someone whom no order or licence binds.</summary>
    OfferAgain,
}
