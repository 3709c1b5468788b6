using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Store;

/// <summary>Where a row of offences comes from.</summary>
/// <param name="File">The place of its file among those of its kind.</param>
/// <param name="Source">The system that it names; null for none.</param>
/// <param name="RecordedDay">The day on which it was recorded, as a day number; <see cref="ReportRow.NoDay"/> for none.</param>
internal readonly record struct RowSource(int File, string? Source, int RecordedDay);
