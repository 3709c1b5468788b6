using System.CommandLine;
using System.CommandLine.Parsing;

namespace Iom.Selection.Cli.Shared;

/// <summary>The options of every command that writes a page to read.</summary>
internal sealed class ReportOptions
{
    private const string Panel = "panel", Statistics = "statistics", Person = "person";

    private readonly PageSubject _subject;
    private readonly string? _other;

    private readonly Option<bool> _noReport = new("--no-report") { Description = "Leave out report.html and meeting.xlsx." };
    private readonly Option<string[]> _for;
    private readonly Option<string> _names = Options.Path("--names", "Names of people (CSV: id, name), for --out-names alone.", "FILE");
    private readonly Option<string> _outNames = Options.Path("--out-names", "A page with names, outside of every run. You look after it.", "FILE");
    private readonly Option<string> _texts = Options.Path("--texts", "Your own texts for report.html, instead of the built-in ones.", "FILE");

    /// <param name="subject">Whom the command's page is about.</param>
    /// <param name="other">A word that <c>--for</c> takes besides; null for none.</param>
    /// <param name="otherDescription">What that word does, in a sentence.</param>
    public ReportOptions(PageSubject subject, string? other = null, string otherDescription = "")
    {
        (_subject, _other) = (subject, other);
        string[] words = [Panel, Statistics, .. other is null ? Array.Empty<string>() : [other], .. subject == PageSubject.Person ? [$"{Person} ID"] : Array.Empty<string>()];
        _for = new("--for")
        {
            Description = $"Whom report.html is for: panel, statistics (nobody in particular, no small count){(subject == PageSubject.Person ? ", or person ID" : "")}.{(other is null ? "" : $" {other}: {otherDescription}")}",
            HelpName = string.Join('|', words),
            Arity = new ArgumentArity(1, 2),
            AllowMultipleArgumentsPerToken = true,
        };
    }

    public void AddTo(Command command)
    {
        command.Add(_noReport);
        command.Add(_texts);
        // An audit has a --for of its own.
        if (_subject == PageSubject.Audit) return;
        command.Add(_for);
        if (_subject != PageSubject.Nobody)
        {
            command.Add(_names);
            command.Add(_outNames);
        }
        command.Validators.Add(result =>
        {
            string[] audience = result.GetValue(_for) ?? [];
            var names = _subject == PageSubject.Nobody ? null : result.GetValue(_names);
            if (!IsKnown(audience))
            {
                result.AddError(_subject == PageSubject.Person ? "--for takes panel, statistics, or person and an id."
                    : audience is [Person, ..] ? "--for person is for iom rank and iom review: they write the page to hand over."
                    : $"--for takes panel{(_other is null ? " or" : ",")} statistics{(_other is null ? "" : $" or {_other}")}.");
            }
            if (_subject != PageSubject.Nobody && names is null != result.GetValue(_outNames) is null) result.AddError("--names and --out-names go together: names are written nowhere else.");
            if (names is not null && audience is not ([] or [Panel])) result.AddError("--names is for the panel's page alone.");
            if (result.GetValue(_noReport) && (audience is [not null, ..] && audience[0] != _other || names is not null)) result.AddError("--no-report leaves out what --for and --names ask for.");
        });
    }

    /// <summary>Whether a page is asked for that is not written without being asked for.</summary>
    public bool IsAskedFor(CommandResult result) => result.GetValue(_for) is { Length: > 0 } || result.GetValue(_names) is not null || result.GetValue(_outNames) is not null || result.GetValue(_texts) is not null;

    public ReportRequest Read(ParseResult parsed)
    {
        string[] audience = _subject == PageSubject.Audit ? [] : parsed.GetValue(_for) ?? [];
        var hasNames = _subject is PageSubject.Person or PageSubject.People;
        return new ReportRequest(
            !parsed.GetValue(_noReport), audience is [Statistics], audience is [Person, var id] ? id : null,
            hasNames ? parsed.GetValue(_names) : null, hasNames ? parsed.GetValue(_outNames) : null, parsed.GetValue(_texts))
        { IsForOther = _other is not null && audience is [var word] && word == _other };
    }

    /// <summary>Whether it is for the reader whom the command alone has.</summary>
    public bool IsForOther(SymbolResult result) => _other is not null && result.GetValue(_for) is [var word] && word == _other;

    private bool IsKnown(string[] audience) => audience switch
    {
        [] or [Panel] or [Statistics] => true,
        [Person, { Length: > 0 }] => _subject == PageSubject.Person,
        [var word] => word == _other,
        _ => false,
    };
}
