using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Store;

/// <summary>Is given people one after another, each with their offences as they stand on a date. For one thread.</summary>
internal abstract class PersonTaker
{
    /// <summary>Starts with the next person.</summary>
    public abstract void Begin(int person);

    /// <summary>Takes an offence of theirs that is not in conflict; each once.</summary>
    /// <param name="code">The number of its code.</param>
    /// <param name="offence">The offence as it stands.</param>
    public abstract void Add(int code, in ResolvedOffence offence);

    /// <summary>Ends with the person, once all their offences have been given.</summary>
    public abstract void End();
}
