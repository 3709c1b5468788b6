namespace Iom.Selection.Records;

/// <summary>Why somebody is in custody.</summary>
public enum CustodyKind
{
    /// <summary>Awaiting trial or sentence.</summary>
    Remand,

    /// <summary>Serving a sentence.</summary>
    Sentence,

    /// <summary>Recalled from licence.</summary>
    Recall,
}
