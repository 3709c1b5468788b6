using Microsoft.Playwright;

namespace Iom.Selection.Browser.Tests;

/// <summary>A page in the browser, with all it asked for and complained of.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    internal OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add("a dialog");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>What it asked for, itself included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What it wrote to the console, threw, or asked in a dialog.</summary>
    public List<string> Complaints { get; } = [];

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
