using System.CommandLine;
using Iom.Selection.Service.Api;

namespace Iom.Selection.Service.Administration;

/// <summary>Prints the description of the service.</summary>
internal static class OpenApiCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("openapi", "Prints the OpenAPI 3.1 document, which is docs/openapi.json.");
        command.SetAction(async (_, token) =>
        {
            Console.Write(await OpenApiDocuments.WriteAsync(token).ConfigureAwait(false));
            return 0;
        });
        return command;
    }
}
