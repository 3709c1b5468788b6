using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Iom.Selection.Browser.Tests;

/// <summary>How long large pages take, for the tables in the docs: <c>IOM_PAGES=a/report.html:b/report.html dotnet test tests/Iom.Selection.Browser.Tests --filter Speed --logger "console;verbosity=detailed"</c>.</summary>
[Trait("Category", "Slow")]
public sealed class SpeedTests(ITestOutputHelper output)
{
    // Two frames on, all that was asked for has been drawn.
    private const string Drawn = "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))";

    [MeasuredPagesFact]
    public async Task How_long_pages_take_to_open_and_to_work_in()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        output.WriteLine("| Rows | Bytes | Open, by the clock | Open | Sort | Search | Filter | Open a row |");
        foreach (var path in MeasuredPagesFactAttribute.Pages)
        {
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
            var page = await context.NewPageAsync();
            var session = await context.NewCDPSessionAsync(page);
            await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
            var clock = Stopwatch.StartNew();
            var open = await Took(() => page.GotoAsync(new Uri(Path.GetFullPath(path)).AbsoluteUri));
            var byClock = clock.Elapsed.TotalSeconds;
            var rows = await page.Locator("table.list tbody.p").CountAsync();
            var status = page.GetByRole(AriaRole.Status);
            var everybody = await status.TextContentAsync();
            var sort = await Took(() => page.EvaluateAsync("() => document.querySelectorAll('table.list thead button')[4].click()"));
            Assert.Equal("ascending", await page.Locator("table.list thead th").Nth(4).GetAttributeAsync("aria-sort"));
            var search = await Took(() => page.EvaluateAsync("() => { const f = document.querySelector('.tools input'); f.value = 'burglary'; f.dispatchEvent(new Event('input')); }"));
            Assert.NotEqual(everybody, await status.TextContentAsync());
            await page.EvaluateAsync("() => { const f = document.querySelector('.tools input'); f.value = ''; f.dispatchEvent(new Event('input')); }");
            var filter = await Took(() => page.EvaluateAsync("() => { const f = document.querySelector('.tools select'); f.selectedIndex = 2; f.dispatchEvent(new Event('change')); }"));
            Assert.NotEqual(everybody, await status.TextContentAsync());
            var row = await Took(() => page.EvaluateAsync("() => document.querySelector('table.list tbody.p:not([hidden]) summary').click()"));
            await Assertions.Expect(page.Locator("table.list details[open] .in").First).ToBeVisibleAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rows:#,0} | {new FileInfo(path).Length:#,0} | {byClock:0.0} s | {open:0.00} s | {sort:0.00} s | {search:0.00} s | {filter:0.00} s | {row:0.00} s |"));

            // Processor time of the page's thread, which what else the machine does moves little.
            async Task<double> Took(Func<Task> action)
            {
                var before = await Ticks();
                await action();
                await page.EvaluateAsync(Drawn);
                return await Ticks() - before;
            }

            async Task<double> Ticks() => (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").ValueEquals("TaskDuration")).GetProperty("value").GetDouble();
        }
    }
}
