using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>Does what <c>iom policy new</c> is for: a commented policy to begin with.</summary>
internal static class StarterPolicy
{
    public static int Write(string path)
    {
        FileStream file;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One that exists is somebody's work, and perhaps signed.
            var exists = File.Exists(path) || Directory.Exists(path);
            throw new InputException(exists ? $"The file already exists and was not replaced: {path} (choose another name)" : $"The policy cannot be written: {path}", e);
        }

        try
        {
            using (file)
            {
                using var starter = Open();
                starter.CopyTo(file);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException e)
        {
            File.Delete(path);
            throw new InputException($"The policy cannot be written: {path}", e);
        }
        ConsoleOutput.Line($"Written to {path}. Choose every number and give every reason, then run: iom policy check {path}");
        return ExitCode.Done;
    }

    private static Stream Open() =>
        typeof(StarterPolicy).Assembly.GetManifestResourceStream("Iom.Selection.Cli.starter-policy.json")
        ?? throw new InvalidOperationException("The starter policy is missing from the assembly.");
}
