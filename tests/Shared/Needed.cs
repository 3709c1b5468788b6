namespace Iom.Selection.Testing;

/// <summary>What a test may need of the machine besides .NET.</summary>
public enum Needed
{
    /// <summary>Files, rights, links and signals as on Linux and macOS.</summary>
    Unix,

    /// <summary>What Linux alone has: <c>/proc</c>, <c>/dev/full</c> and the like.</summary>
    Linux,

    /// <summary>The program strace, and the right to use it.</summary>
    Strace,

    /// <summary>The program curl, and a shell to run it.</summary>
    Curl,

    /// <summary>The program script, which gives another program a terminal.</summary>
    Terminal,

    /// <summary>A file without an end.</summary>
    EndlessFile,

    /// <summary>The right to mount a small file system.</summary>
    SmallFileSystem,

    /// <summary>A shell that limits how large a file may become.</summary>
    FileLimit,
}
