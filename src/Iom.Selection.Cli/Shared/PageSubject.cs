namespace Iom.Selection.Cli.Shared;

/// <summary>Whom the page of a command is about.</summary>
internal enum PageSubject
{
    /// <summary>People, of whom each can be handed a page.</summary>
    Person,

    /// <summary>People, none of whom it is handed to.</summary>
    People,

    /// <summary>Nobody in particular.</summary>
    Nobody,

    /// <summary>Groups, with readers of its own.</summary>
    Audit,
}
