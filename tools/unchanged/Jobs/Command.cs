using Iom.Selection.Unchanged.Tools;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>A command that both tools are given.</summary>
/// <param name="Name">Its verb, by which the table of allowed differences can name what it prints.</param>
/// <param name="Args">Its arguments; they may rest on what the tool wrote before.</param>
internal sealed record Command(string Name, Func<Side, string[]> Args)
{
    public Command(string name, params string[] args) : this(name, _ => [.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. args]) { }
}
