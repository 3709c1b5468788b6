using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Iom.Selection.Runs.Storage;

/// <summary>A folder beside a place, in which what is to stand there is made: of its name, with a dot before and a random part behind.</summary>
/// <remarks>While it is made somebody holds it. One that nobody holds was left by a writing that was stopped.</remarks>
internal sealed class WorkFolder : IDisposable
{
    private const string Displaced = ".old";

    private readonly IDisposable? _held;

    private WorkFolder(string path, IDisposable? held) => (Path, _held) = (path, held);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Where what stood at the place is put aside, where two folders can't change names in one step.</summary>
    public string Aside => Path + Displaced;

    /// <summary>Makes one.</summary>
    /// <param name="parent">The folder that the place is in; made if it is not there.</param>
    /// <param name="name">The name of the place.</param>
    public static WorkFolder Create(string parent, string name)
    {
        Disk.CreateFolder(parent);
        while (true)
        {
            var path = System.IO.Path.Combine(parent, $".{name}.{System.IO.Path.GetRandomFileName()}");
            Disk.CreateFolder(path);
            // Who clears up may have taken it for a left one before it was held.
            if (TryHold(path, out var held) && Disk.KindOf(path) == FileKind.Folder) return new WorkFolder(path, held);
            held?.Dispose();
        }
    }

    /// <summary>Holds a folder, unless somebody else does.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="held">To be disposed; null where nobody can hold folders here.</param>
    /// <returns>False where somebody else holds it, or it is gone.</returns>
    public static bool TryHold(string path, out IDisposable? held)
    {
        held = null;
        if (OperatingSystem.IsWindows())
        {
            var mutex = new Mutex(initiallyOwned: false, $"Global\\iom-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path.ToUpperInvariant())))}", out var isNew);
            if (isNew)
            {
                held = mutex;
                return true;
            }
            mutex.Dispose();
            return false;
        }
        SafeFileHandle folder;
        try
        {
            folder = Native.Open(path, write: false);
        }
        catch (IOException)
        {
            return false;
        }
        var answer = Native.Lock(folder);
        if (answer == Native.LockAnswer.Held) held = folder;
        else folder.Dispose();
        return answer != Native.LockAnswer.Busy;
    }

    /// <summary>Whether a name is that of a folder beside a place.</summary>
    /// <param name="fileName">The name.</param>
    /// <param name="place">The name of the place.</param>
    /// <param name="isDisplaced">Whether it is what stood there before.</param>
    public static bool IsBeside(string fileName, [NotNullWhen(true)] out string? place, out bool isDisplaced)
    {
        const int randomLength = 12;
        place = null;
        isDisplaced = fileName.EndsWith(Displaced, StringComparison.Ordinal);
        var name = isDisplaced ? fileName[..^Displaced.Length] : fileName;
        // A dot, a name of one character at least, a dot, and the random part.
        if (name.Length < randomLength + 3 || name[0] != '.' || name[^(randomLength + 1)] != '.' || !Leftover.IsRandomName(name.AsSpan(name.Length - randomLength))) return false;
        place = name[1..^(randomLength + 1)];
        return true;
    }

    /// <summary>Lets others clear it up.</summary>
    public void Dispose() => _held?.Dispose();
}
