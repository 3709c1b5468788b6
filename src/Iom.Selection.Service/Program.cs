using Iom.Selection.Service.Administration;

namespace Iom.Selection.Service;

/// <summary>The <c>iom-service</c> program.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => ServiceCommands.RunAsync(args);
}
