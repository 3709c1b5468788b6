using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Iom.Selection.Foundation;
using Iom.Selection.Reviews;

namespace Iom.Selection.Decisions;

/// <summary>Writes records of people leaving: as JSON, and as a form to print and complete with the person.</summary>
public static class ExitRecordWriter
{
    /// <summary>The value of the key <c>schema</c>.</summary>
    public const string Schema = "iom-selection-exit/1";

    private const string WayBack =
        "Any agency can put the person forward again at any time, and the person can ask to come back. Having been in the scheme before, or having left it, gives no points and is never held against anyone.";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly (string Key, string Title)[] ToComplete =
    [
        ("challenges", "What was difficult, and what still is"),
        ("changesInBehaviour", "Changes in behaviour"),
        ("changesInLifestyle", "Changes in lifestyle"),
        ("ownView", "The person's own view, in their own words"),
    ];

    /// <summary>Writes a record on one line of JSON; what is to be completed is there and empty.</summary>
    /// <param name="record">The record.</param>
    /// <returns>JSON without a line end.</returns>
    public static string ToJson(this ExitRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return JsonText.Write(json => Write(json, record));
    }

    /// <summary>Writes the forms, a page each.</summary>
    /// <param name="records">The records.</param>
    /// <returns>A page of HTML that needs nothing else.</returns>
    public static string ToHtml(IEnumerable<ExitRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var html = new StringBuilder();
        html.Append("""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Leaving the scheme</title>
            <style>
            body { font: 11pt/1.4 Arial, sans-serif; margin: 2cm; color: #000; }
            section { page-break-after: always; }
            section:last-child { page-break-after: auto; }
            h1 { font-size: 16pt; } h2 { font-size: 12pt; margin: 1em 0 .2em; }
            .write { border: 1px solid #666; min-height: 2.6cm; break-inside: avoid; }
            h2 { break-after: avoid; }
            .line { display: inline-block; border-bottom: 1px solid #666; min-width: 7cm; }
            dt { font-weight: bold; float: left; clear: left; width: 5cm; } dd { margin-left: 5.2cm; }
            </style>
            </head>
            <body>

            """.ReplaceLineEndings("\n"));
        foreach (var record in records) Form(html, record);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Write(Utf8JsonWriter json, ExitRecord record)
    {
        var decision = record.Decision;
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("offenderId", decision.OffenderId.Value);
        json.WriteString("memberSince", IsoDate.Text(record.MemberSince));
        json.WriteString("decidedOn", IsoDate.Text(decision.Date));
        json.WriteString("by", decision.By);
        json.WriteString("role", decision.Role);
        json.WriteString("agency", decision.Agency);
        json.WriteString("reason", decision.Reason);
        json.WriteTexts("grounds", decision.Grounds);
        json.WriteStartObject("progress");
        json.WriteStartArray("completed");
        foreach (var (pathway, on) in record.Completed)
        {
            json.WriteStartObject();
            json.WriteString("pathway", pathway);
            json.WriteString("on", IsoDate.Text(on));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("contactsKept", record.ContactsKept.Count);
        json.WriteNumber("contacts", record.ContactsKept.Of);
        json.WriteEndObject();
        json.WriteStartArray("continuingSupport");
        foreach (var (pathway, status, lead) in record.GoesOn)
        {
            json.WriteStartObject();
            json.WriteString("pathway", pathway);
            json.WriteString("status", status);
            json.WriteString("leadAgency", lead);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteTexts("unmetNeeds", record.Unmet);
        json.WriteStartArray("supervision");
        foreach (var (kind, to) in record.Supervisions)
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("to", IsoDate.Text(to));
            json.WriteString("staysWith", "probation");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteTexts("notSupplied", record.NotSupplied);
        json.WriteString("wayBack", WayBack);
        foreach (var (key, _) in ToComplete) json.WriteString(key, "");
        json.WriteEndObject();
    }

    private static void Form(StringBuilder html, ExitRecord record)
    {
        var decision = record.Decision;
        html.Append("<section>\n<h1>Leaving the scheme</h1>\n<dl>\n");
        Term(html, "Reference", decision.OffenderId.Value);
        Term(html, "In the scheme since", IsoDate.Text(record.MemberSince)!);
        Term(html, "Decided on", IsoDate.Text(decision.Date)!);
        Term(html, "Decision recorded by", string.Join(", ", new[] { decision.By, decision.Role, decision.Agency }.Where(text => text.Length > 0)));
        Term(html, "Grounds", decision.Grounds.IsEmpty ? "none recorded" : string.Join(", ", decision.Grounds.Select(Words)));
        if (decision.Reason.Length > 0) Term(html, "Reason", decision.Reason);
        html.Append("</dl>\n");
        Part(html, "Progress",
            [.. record.Completed.Select(item => item.On is { } on ? $"{Words(item.Pathway)}: completed on {IsoDate.Text(on)}" : $"{Words(item.Pathway)}: completed"),
                record.ContactsKept.Of == 0 ? IfNone(record, ReviewExtracts.Engagement, "No contacts counted.") : string.Create(CultureInfo.InvariantCulture, $"Contacts kept: {record.ContactsKept.Count} of {record.ContactsKept.Of}")]);
        Part(html, "Continuing support", record.GoesOn.IsEmpty ? [IfNone(record, ReviewExtracts.Support, "None.")]
            : [.. record.GoesOn.Select(item => $"{Words(item.Pathway)}: {Words(item.Status)}, {(item.LeadAgency is null ? "no lead agency yet" : $"with {item.LeadAgency}")}")]);
        if (!record.Unmet.IsEmpty) Part(html, "Unmet needs", [.. record.Unmet.Select(Words)]);
        Part(html, "Order or licence", record.Supervisions.IsEmpty ? [IfNone(record, ReviewExtracts.Supervision, "None.")]
            : [.. record.Supervisions.Select(item => $"{Words(item.Kind)}{(item.To is { } to ? $", until {IsoDate.Text(to)}" : "")}: continues unchanged with probation")]);
        foreach (var (_, title) in ToComplete) html.Append("<h2>").Append(title).Append("</h2>\n<div class=\"write\"></div>\n");
        Part(html, "Coming back", [WayBack]);
        html.Append("<p>Told on <span class=\"line\"></span> by <span class=\"line\"></span></p>\n<p>Agrees: yes / no / not asked</p>\n</section>\n");
    }

    // What was not supplied is not known, and never none.
    private static string IfNone(ExitRecord record, ReviewExtracts extract, string none) =>
        record.NotSupplied.Contains(Vocabulary.Word(extract)) ? $"Not known: {Vocabulary.Word(extract)}.csv was not supplied." : none;

    private static void Part(StringBuilder html, string title, IEnumerable<string> items)
    {
        html.Append("<h2>").Append(title).Append("</h2>\n<ul>\n");
        foreach (var item in items) html.Append("<li>").Append(Html.Encode(item)).Append("</li>\n");
        html.Append("</ul>\n");
    }

    private static void Term(StringBuilder html, string term, string text) =>
        html.Append("<dt>").Append(term).Append("</dt><dd>").Append(Html.Encode(text)).Append("</dd>\n");

    private static string Words(string word) => word.Replace('_', ' ');
}
