using System.CommandLine;
using System.CommandLine.Parsing;

namespace Iom.Selection.Cli.Shared;

/// <summary>The options of every command that writes a page to read.</summary>
internal sealed class ReportOptions
{
    private readonly bool _isOfPeople;

    private readonly Option<bool> _noReport = new("--no-report") { Description = "Leave out report.html and meeting.xlsx." };
    private readonly Option<string[]> _for = new("--for") { Description = "Whom report.html is for: panel, statistics (nobody in particular), or person ID.", HelpName = "panel|statistics|person ID", Arity = new ArgumentArity(1, 2), AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _names = Options.Path("--names", "Names of people (CSV: id, name), for --out-names alone.", "FILE");
    private readonly Option<string> _outNames = Options.Path("--out-names", "A page with names, outside of every run. You look after it.", "FILE");

    private readonly Option<string> _texts = Options.Path("--texts", "Your own texts for report.html, instead of the built-in ones.", "FILE");

    /// <param name="isOfPeople">Whether the command's page names people, so that it can be for one of them, and with names.</param>
    public ReportOptions(bool isOfPeople) => _isOfPeople = isOfPeople;

    public void AddTo(Command command)
    {
        command.Add(_noReport);
        if (!_isOfPeople) return;
        command.Add(_for);
        command.Add(_names);
        command.Add(_outNames);
        command.Add(_texts);
        command.Validators.Add(result =>
        {
            string[] audience = result.GetValue(_for) ?? [];
            if (audience is not ([] or ["panel"] or ["statistics"] or ["person", { Length: > 0 }])) result.AddError("--for takes panel, statistics, or person and an id.");
            if (result.GetValue(_names) is null != result.GetValue(_outNames) is null) result.AddError("--names and --out-names go together: names are written nowhere else.");
            if (result.GetValue(_names) is not null && audience is not ([] or ["panel"])) result.AddError("--names is for the panel's page alone.");
            if (result.GetValue(_noReport) && (audience.Length > 0 || result.GetValue(_names) is not null)) result.AddError("--no-report leaves out what --for and --names ask for.");
        });
    }

    /// <summary>Whether a page is asked for that is not written without being asked for.</summary>
    public bool IsAskedFor(CommandResult result) => result.GetValue(_for) is { Length: > 0 } || result.GetValue(_names) is not null || result.GetValue(_outNames) is not null || result.GetValue(_texts) is not null;

    public ReportRequest Read(ParseResult parsed)
    {
        string[] audience = _isOfPeople ? parsed.GetValue(_for) ?? [] : [];
        return new ReportRequest(
            !parsed.GetValue(_noReport), audience is ["statistics"], audience is ["person", var id] ? id : null,
            _isOfPeople ? parsed.GetValue(_names) : null, _isOfPeople ? parsed.GetValue(_outNames) : null, _isOfPeople ? parsed.GetValue(_texts) : null);
    }
}
