using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Iom.Selection.Database.Connections;

/// <summary>Finds DuckDB's own library, which the tool does not carry.</summary>
internal static class DuckDbLibrary
{
    /// <summary>The variable that names its file.</summary>
    public const string Variable = "IOM_DUCKDB";

    /// <summary>What to do where it is not there.</summary>
    public static readonly string Missing =
        $"DuckDB's own library, which iom does not carry, is not here or is of another version or kind of machine. Take {FileName} of DuckDB 1.5 (libduckdb from duckdb.org), and put it beside iom or name its whole path in the variable {Variable}.";

    private static readonly Lock Setting = new();
    private static bool _isSet;

    private static string FileName => OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    /// <summary>Has the library looked for where the variable says, and beside the tool.</summary>
    public static void Use()
    {
        lock (Setting)
        {
            if (_isSet) return;
            NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, (name, _, _) => name == "duckdb" ? Find() : IntPtr.Zero);
            _isSet = true;
        }
    }

    // Nowhere else but where the runtime looks for what comes with the program: never in the folder that somebody happens to be in.
    private static IntPtr Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            if (!Path.IsPathFullyQualified(path) || !NativeLibrary.TryLoad(path, out var named)) throw new DllNotFoundException(FileName);
            return named;
        }
        if (NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, FileName), out var beside)) return beside;
        return NativeLibrary.TryLoad("duckdb", typeof(NativeMethods).Assembly, DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories, out var found) ? found : throw new DllNotFoundException(FileName);
    }
}
