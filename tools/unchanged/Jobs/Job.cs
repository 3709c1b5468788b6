using Iom.Selection.Unchanged.Tools;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>Commands that are run one after another in one folder of each tool's own.</summary>
/// <param name="Name">The name of the folder.</param>
/// <param name="Commands">The commands. They are asked for one by one, with the old tool's folder as the commands before have left it.</param>
internal sealed record Job(string Name, Func<Side, IEnumerable<Command>> Commands);
