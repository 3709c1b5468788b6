namespace Iom.Selection.Extracts.Store;

/// <summary>Is given people one after another, each with their offences as they stand on a date. For one thread.</summary>
internal interface IPersonTaker
{
    /// <summary>Starts with the next person.</summary>
    void Begin(int person);

    /// <summary>Takes an offence of theirs that is not in conflict; each once.</summary>
    void Add(in OffenceResolver.Facts offence);

    /// <summary>Ends with the person, once all their offences have been given.</summary>
    void End();
}
