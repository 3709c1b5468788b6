using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Iom.Selection.Browser.Tests;

/// <summary>What the pages are like in a real browser.</summary>
[Trait("Category", "Slow")]
public sealed class PageTests(Pages pages) : IClassFixture<Pages>
{
    public static TheoryData<string, ColorScheme> Everything()
    {
        var all = new TheoryData<string, ColorScheme>();
        foreach (var page in new[] { "rank", "statistics", "person", "review", "compare", "audit", "evaluate", "backtest", Pages.Hostile, Pages.Many })
        {
            all.Add(page, ColorScheme.Light);
            all.Add(page, ColorScheme.Dark);
        }
        return all;
    }

    [BrowserTheory]
    [MemberData(nameof(Everything))]
    public async Task A_page_asks_for_nothing_complains_of_nothing_and_shuts_nobody_out(string name, ColorScheme scheme)
    {
        await using var open = await pages.OpenAsync(name, scheme);
        // Some rows open, so that what they open to is looked at too, and of long tables the first rows: what follows is made alike, and a browser would take long.
        await open.Page.EvaluateAsync("() => document.querySelectorAll('details.figures, .list tbody.p:nth-of-type(-n+2) details, .list tbody.p:last-of-type details').forEach(d => d.open = true)");
        if (name == Pages.Many) await Assertions.Expect(open.Page.Locator("table.list .in").First).ToBeVisibleAsync();
        await open.Page.EvaluateAsync("() => document.querySelectorAll('tbody').forEach(b => [...b.rows].slice(12).forEach(r => r.remove()))");
        await open.Page.EvaluateAsync("() => [...document.querySelectorAll('.list tbody.p')].slice(4, -1).forEach(b => b.remove())");
        var found = await open.Page.RunAxe(new AxeRunOptions
        {
            // Only colours differ in the dark.
            RunOnly = scheme == ColorScheme.Dark ? RunOnlyOptions.Rules("color-contrast") : RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        });
        Assert.True(found.Passes.Length > (scheme == ColorScheme.Dark ? 0 : 10), "Little was looked at.");
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")));
        Assert.Single(open.Requests, url => !url.StartsWith("data:", StringComparison.Ordinal));
        Assert.Empty(open.Complaints);
    }

    [BrowserFact]
    public async Task The_list_is_sorted_filtered_and_opened_by_the_keyboard_alone()
    {
        await using var open = await pages.OpenAsync("rank");
        var page = open.Page;
        var first = page.Locator("table.list tbody.p:not([hidden])").First;
        var status = page.GetByRole(AriaRole.Status);
        var everybody = await status.TextContentAsync();
        Assert.Matches("^[0-9]+ of [0-9]+ people shown", everybody);

        // From the top of the page by Tab alone.
        for (var i = 0; i < 400 && await Focused() != "Points"; i++) await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Points", await Focused());
        await page.Keyboard.PressAsync("Enter");
        var points = await Points();
        Assert.True(points.Length > 40);
        Assert.Equal(points.Order(), points);
        Assert.Equal("ascending", await page.Locator("th:has(button:text-is('Points'))").GetAttributeAsync("aria-sort"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(points.OrderDescending(), await Points());
        Assert.Equal("descending", await page.Locator("th:has(button:text-is('Points'))").GetAttributeAsync("aria-sort"));

        await page.GetByLabel("Find an id or a word").FocusAsync();
        await page.Keyboard.TypeAsync("SYNTHETIC-000049");
        await Assertions.Expect(status).ToHaveTextAsync(new Regex("^1 of"));
        for (var i = 0; i < 60 && await Focused() != "Why, with the records"; i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(first.GetByText("Where the points come from")).ToBeVisibleAsync();
        await Assertions.Expect(first.GetByText("Burglary in a dwelling, convicted, 22 August 2025, found by the public (synthetic-court)")).ToBeVisibleAsync();

        await page.GetByLabel("Find an id or a word").FillAsync("");
        await page.GetByLabel("Show").SelectOptionAsync("*flagged");
        await Assertions.Expect(status).ToHaveTextAsync(new Regex("^2 of"));

        Task<string> Focused() => page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
        Task<int[]> Points() => page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('table.list tbody.p')].map(b => b.rows[0].cells[4].dataset.v).filter(v => v !== '').map(Number)");
    }

    [BrowserFact]
    public async Task Of_many_people_rows_are_searched_sorted_and_opened_though_what_they_open_to_is_no_element_before()
    {
        await using var open = await pages.OpenAsync(Pages.Many);
        var page = open.Page;
        Assert.Equal(0, await page.Locator("table.list .in").CountAsync());
        Assert.Equal(Pages.ManyPeople, await page.Locator("table.list noscript").CountAsync());
        var status = page.GetByRole(AriaRole.Status);
        await Assertions.Expect(status).ToHaveTextAsync("320 of 320 people shown.");
        // A word that stands in what one row opens to.
        await page.GetByLabel("Find an id or a word").FillAsync("robbery and assault");
        await Assertions.Expect(status).ToHaveTextAsync("1 of 320 people shown.");
        await page.Locator("table.list tbody.p:not([hidden]) summary").PressAsync("Enter");
        await Assertions.Expect(page.Locator("table.list .in").GetByText("Where the points come from")).ToBeVisibleAsync();
        // What attackers write is text here too, to the search and in the row.
        await page.GetByLabel("Find an id or a word").FillAsync(Pages.HostileReason);
        await Assertions.Expect(status).ToHaveTextAsync("1 of 320 people shown.");
        await page.Locator("table.list tbody.p:not([hidden]) summary").PressAsync("Enter");
        await Assertions.Expect(page.Locator("table.list .in").GetByText(Pages.HostileReason)).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("table.list img").CountAsync());
        await page.GetByLabel("Find an id or a word").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Who" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Who" }).PressAsync("Enter");
        Assert.Equal("INVENTED-320", await page.Locator("table.list tbody.p").First.Locator("th").TextContentAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Open all" }).ClickAsync();
        Assert.Equal(Pages.ManyPeople, await page.Locator("table.list .in").CountAsync());
        Assert.Single(open.Requests, url => !url.StartsWith("data:", StringComparison.Ordinal));
        Assert.Empty(open.Complaints);
    }

    [BrowserTheory]
    [InlineData("scroll")]
    [InlineData("button")]
    [InlineData("search of the browser")]
    [InlineData("link")]
    [InlineData("print")]
    public async Task Of_many_people_every_row_is_laid_out_for_whoever_comes_to_it(string way)
    {
        await using var open = await pages.OpenAsync(Pages.Many);
        var page = open.Page;
        var rows = page.Locator("table.list tbody.p");
        var last = rows.Last;
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        await Assertions.Expect(last).ToBeHiddenAsync();
        switch (way)
        {
            case "scroll":
                await rows.Nth(299).ScrollIntoViewIfNeededAsync();
                break;
            case "button":
                // Not by the mouse, which would have to scroll to it first.
                await page.GetByRole(AriaRole.Button, new() { Name = "Show the rest of the list" }).DispatchEventAsync("click");
                break;
            case "search of the browser":
                await page.Keyboard.PressAsync("Control+f");
                break;
            case "link":
                await page.EvaluateAsync("() => { location.hash = [...document.querySelectorAll('table.list tbody.p')].at(-1).id; }");
                await Assertions.Expect(last.GetByText("Where the points come from")).ToBeVisibleAsync();
                await Assertions.Expect(last.Locator("th").First).ToBeInViewportAsync();
                break;
            default:
                await page.EmulateMediaAsync(new() { Media = Media.Print });
                break;
        }
        await Assertions.Expect(last).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('table.list tbody.p')].filter(p => getComputedStyle(p).display === 'none').length"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show the rest of the list" })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task What_to_decide_leads_to_the_row_that_opens()
    {
        await using var open = await pages.OpenAsync("rank");
        await open.Page.Locator("ol.agenda a").First.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("table.list tbody.p:target details[open]")).ToHaveCountAsync(1);
        await Assertions.Expect(open.Page.Locator("table.list tbody.p:target th").First).ToBeInViewportAsync();
    }

    [BrowserTheory]
    [InlineData("rank")]
    [InlineData("review")]
    [InlineData(Pages.Many)]
    public async Task Without_script_everything_is_there_and_open(string name)
    {
        await using var without = await pages.OpenAsync(name, withScript: false);
        Assert.Equal(0, await without.Page.Locator("details:not([open])").CountAsync());
        Assert.True(await without.Page.Locator("table.list tbody.p details[open]").CountAsync() > 20);
        await Assertions.Expect(without.Page.Locator("table.list tbody.p details .in").Nth(2)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task It_prints_on_A4()
    {
        await using var open = await pages.OpenAsync("rank");
        var closed = await Printed(open.Page);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Open all" }).ClickAsync();
        var opened = await Printed(open.Page);
        await open.Page.GetByLabel("One page a person when printed").CheckAsync();
        var each = await Printed(open.Page);
        var people = await open.Page.Locator("table.list tbody.p").CountAsync();
        Assert.InRange(closed, 3, 40);
        Assert.True(opened > closed && each > people, $"{closed}, {opened} and {each} pages of {people} people.");

        // Pages of a PDF are counted by their objects, which this browser writes unpacked.
        static async Task<int> Printed(IPage page)
        {
            var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", PrintBackground = true }));
            Assert.Matches(@"/MediaBox \[0 0 59[45][.0-9]* 84[12][.0-9]*\]", pdf);
            return Regex.Count(pdf, @"/Type /Page\b");
        }
    }

    // A sheet of A4 between its margins is 182 mm wide, 688 pixels.
    [BrowserTheory]
    [InlineData("rank")]
    [InlineData(Pages.Many)]
    public async Task A_list_is_no_wider_than_a_sheet_of_A4(string name)
    {
        await using var open = await pages.OpenAsync(name);
        await open.Page.SetViewportSizeAsync(688, 1000);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.InRange(await open.Page.EvaluateAsync<int>("() => document.querySelector('table.list').getBoundingClientRect().width"), 300, 688);
    }

    [BrowserFact]
    public async Task A_link_to_what_is_no_row_opens_nothing_and_fails_in_nothing()
    {
        foreach (var name in new[] { "rank", "audit" })
        {
            await using var open = await pages.OpenAsync(name);
            var opened = await open.Page.Locator("details[open]").CountAsync();
            await open.Page.EvaluateAsync("() => new Promise(done => { addEventListener('hashchange', () => setTimeout(done)); location.hash = '#main'; })");
            Assert.Equal(opened, await open.Page.Locator("details[open]").CountAsync());
            Assert.Empty(open.Complaints);
        }
    }

    [BrowserFact]
    public async Task Where_the_script_fails_on_its_way_the_list_is_there()
    {
        await using var open = await pages.OpenAsync("rank", before: "Element.prototype.insertBefore = Node.prototype.insertBefore = () => { throw new Error('planned'); };");
        await Assertions.Expect(open.Page.Locator("table.list tbody.p").First).ToBeVisibleAsync();
        Assert.Contains(open.Complaints, complaint => complaint.Contains("planned", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Hostile_text_is_shown_and_nothing_else_comes_of_it()
    {
        await using var open = await pages.OpenAsync(Pages.Hostile);
        var page = open.Page;
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Equal(1, await page.Locator("script").CountAsync());
        Assert.Equal(1, await page.Locator("style").CountAsync());
        Assert.Equal(0, await page.Locator("img, iframe, object, embed, form, base, meta[http-equiv=refresh], a:not([href^='#'])").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on')))"));
        Assert.Contains("<script>document.title='run'</script>", await page.Locator("table.list").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("(10000 characters)", await page.Locator("table.list").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Who the points propose", await page.TitleAsync(), StringComparison.Ordinal);
        // The page does not grow to the side, however long an id is.
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(open.Complaints);
    }

    [BrowserFact]
    public async Task The_policy_of_the_page_comes_first_and_forbids_a_script_that_is_not_its_own()
    {
        await using var open = await pages.OpenAsync("rank");
        Assert.Equal("Content-Security-Policy", await open.Page.EvaluateAsync<string>("() => document.head.firstElementChild.httpEquiv"));
        await open.Page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.appendChild(s); }");
        Assert.False(await open.Page.EvaluateAsync<bool>("() => window.ran === true"));
        Assert.Contains(open.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}
