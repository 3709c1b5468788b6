using System.Diagnostics;
using System.IO.Compression;

namespace Iom.Selection.Unchanged.Tools;

/// <summary>One of the two tools that are compared.</summary>
internal sealed class ToolUnderTest
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly string _program;
    private readonly string[] _before;

    private ToolUnderTest(string program, params string[] before) => (_program, _before) = (program, before);

    /// <summary>Finds a tool.</summary>
    /// <param name="path">A published binary, the <c>iom.dll</c> of a build, or a packed tool (<c>.nupkg</c>).</param>
    /// <param name="unpackTo">Where a packed tool is unpacked to.</param>
    public static ToolUnderTest At(string path, string unpackTo)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw new FileNotFoundException($"There is no tool to run: {path}");
        if (full.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            ZipFile.ExtractToDirectory(full, unpackTo);
            full = Directory.EnumerateFiles(unpackTo, "iom.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
                ?? throw new FileNotFoundException($"The package holds no iom.dll: {path}");
        }
        return full.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? new ToolUnderTest("dotnet", full) : new ToolUnderTest(full);
    }

    /// <summary>Runs the tool to its end, in a folder.</summary>
    public async Task<ToolOutput> Run(string folder, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(_program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var arg in _before.Concat(args)) start.ArgumentList.Add(arg);
        // A run of a small folder is over before code that is compiled well pays: this changes how long it takes and nothing else.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{_program} did not start.");
        process.StandardInput.Close();
        // Both are read at once: a pipe that nobody reads would stop the tool.
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var patience = new CancellationTokenSource(Longest);
        try
        {
            await Task.WhenAll(
                process.StandardOutput.BaseStream.CopyToAsync(output, patience.Token), process.StandardError.BaseStream.CopyToAsync(error, patience.Token),
                process.WaitForExitAsync(patience.Token));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_program} {string.Join(' ', args)} hangs.");
        }
        return new ToolOutput(process.ExitCode, output.ToArray(), error.ToArray());
    }
}
