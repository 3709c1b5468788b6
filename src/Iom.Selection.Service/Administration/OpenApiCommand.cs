using System.CommandLine;
using Iom.Selection.Service.Api;
using Iom.Selection.Service.Hosting;

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
            Console.Write(await WriteAsync(token).ConfigureAwait(false));
            return 0;
        });
        return command;
    }

    /// <summary>Writes the document.</summary>
    public static async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var app = ServiceApplication.Create(new ServiceOptions { Store = "nowhere" });
        await using (app.ConfigureAwait(false)) return await OpenApiDocuments.WriteAsync(app.Services, cancellationToken).ConfigureAwait(false);
    }
}
