using System.Reflection;
using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>The code that every row passes. It is compiled for the processor that it runs on, and not ahead, which takes some hundredths of a second.</summary>
internal static class RowCode
{
    /// <summary>Has it compiled by another thread, so that it is there when the first row comes.</summary>
    public static void Prepare()
    {
        // A native program has nothing to compile.
        if (RuntimeFeature.IsDynamicCodeCompiled) Task.Run(Compile);
    }

    private static void Compile()
    {
        Compile(typeof(LineScan).GetMethods(BindingFlags.Static | BindingFlags.Public));
        Compile(typeof(OffenceRows).GetMethods(BindingFlags.Instance | BindingFlags.Public));
        Compile(typeof(RecordRows).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
        Compile(typeof(PartWalker).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic));
        Compile(typeof(OffenceLinker).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic));
        Compile(typeof(PossibleDuplicateFinder).GetMethods(BindingFlags.Instance | BindingFlags.Public));
    }

    private static void Compile(MethodInfo[] methods)
    {
        foreach (var method in methods.Where(method => (method.MethodImplementationFlags & MethodImplAttributes.AggressiveOptimization) != 0))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
    }
}
