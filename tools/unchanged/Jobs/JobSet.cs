namespace Iom.Selection.Unchanged.Jobs;

/// <summary>Jobs that are told of in one line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Jobs">The jobs.</param>
/// <param name="IsReportOnly">Whether its differences are meant, so that they are told and no fault.</param>
internal sealed record JobSet(string Name, IReadOnlyList<Job> Jobs, bool IsReportOnly = false);
