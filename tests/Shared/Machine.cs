using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Iom.Selection.Testing;

/// <summary>Finds out, each thing once, what the machine has of what tests need.</summary>
internal static class Machine
{
    private static readonly ConcurrentDictionary<Needed, string?> Known = new();

    /// <summary>Why something can't be had here, in a sentence; null where all of it can.</summary>
    public static string? Missing(params Needed[] needed) => needed.Select(each => Known.GetOrAdd(each, Find)).FirstOrDefault(missing => missing is not null);

    private static string? Find(Needed needed) => needed switch
    {
        Needed.Unix => OperatingSystem.IsWindows() ? "This is Windows, which has no such files, rights or signals." : null,
        Needed.Linux => OperatingSystem.IsLinux() ? null : "This is not Linux.",
        Needed.Strace => OperatingSystem.IsLinux() && Runs("strace", "-f", "-o", "/dev/null", "true") ? null : "There is no strace that may be used here: on Linux, install the distribution's (apt-get install strace).",
        Needed.Curl => Missing(Needed.Unix) ?? (Runs("curl", "--version") ? null : "There is no curl here."),
        Needed.Terminal => Missing(Needed.Unix) ?? (Runs("script", "--version") ? null : "There is no program here that gives another one a terminal: script, of util-linux."),
        Needed.EndlessFile => File.Exists("/dev/zero") ? null : "There is no /dev/zero here.",
        Needed.SmallFileSystem => OperatingSystem.IsLinux() && MountsSmall() ? null : "No small file system can be mounted here: on Linux, root may.",
        Needed.FileLimit => Missing(Needed.Unix) ?? (Runs("bash", "-c", "ulimit -f 1") ? null : "No limit of file size can be set here: bash does that."),
    };

    private static bool MountsSmall()
    {
        var folder = Directory.CreateTempSubdirectory("iom-mount-").FullName;
        try
        {
            return Runs("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", folder) && Runs("umount", folder);
        }
        finally
        {
            // What could not be unmounted stays, and is empty.
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
            }
        }
    }

    private static bool Runs(string program, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
