namespace Iom.Selection.Agreement.Tests.Reference;

internal abstract record ReferenceReading
{
    public sealed record Known(decimal Value) : ReferenceReading;

    public sealed record NotApplicable : ReferenceReading;

    /// <summary>Any value from <paramref name="Least"/> up to <paramref name="Most"/>, both possible, or without limit.</summary>
    public sealed record Missing(decimal Least, decimal? Most, bool MaybeNotApplicable, bool WholeOnly) : ReferenceReading;
}
