namespace Iom.Selection.Sql.Steps;

/// <summary>One named step of a query.</summary>
/// <param name="Name">Its name, by which later steps read it.</param>
/// <param name="Comment">What it does, in lines.</param>
/// <param name="Body">A SELECT, without a semicolon.</param>
internal sealed record Step(string Name, IReadOnlyList<string> Comment, string Body);
