namespace Iom.Selection.Runs.Storage;

/// <summary>What has a name in a folder.</summary>
internal enum FileKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link to something else, or to nothing.</summary>
    Link,

    /// <summary>A pipe or a socket.</summary>
    Pipe,

    /// <summary>A device.</summary>
    Device,
}
