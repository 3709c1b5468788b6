using System.Collections.Immutable;
using System.Data.Common;
using Iom.Selection.Database.Records;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Database;

/// <summary>Reads the rows of a compiled policy.</summary>
/// <param name="factors">How many factors it has.</param>
internal sealed class RankingRowReader(int factors)
{
    private const int FirstFactor = 12;

    // Of all of whom the same is said, the list is one.
    private readonly Dictionary<string, ImmutableArray<string>> _reasons = new(StringComparer.Ordinal);

    /// <summary>Reads the row that the reader stands at.</summary>
    /// <exception cref="InvalidDataException">It is none of a ranking.</exception>
    public RankingRow Read(DbDataReader reader)
    {
        if (!Vocabulary.TryParse<Recommendation>(reader.GetString(2), out var recommendation)) throw new InvalidDataException("there is no such recommendation");
        if (string.IsNullOrWhiteSpace(reader.GetString(1))) throw new InvalidDataException("an id is blank");
        var rank = Number(reader, 0);
        var reason = reader.GetString(FirstFactor + factors);
        if (!_reasons.TryGetValue(reason, out var reasons)) _reasons.Add(reason, reasons = [.. reason.Split(';')]);
        return new RankingRow(new OffenderId(reader.GetString(1)), recommendation)
        {
            Rank = rank,
            Cohort = reader.IsDBNull(3) ? null : reader.GetString(3),
            IsMember = YesNo(reader, 4) == true,
            IsNominated = YesNo(reader, 5) == true,
            IsFlagged = YesNo(reader, 6) == true,
            IsTied = YesNo(reader, 7) == true,
            Total = Number(reader, 8),
            Most = Number(reader, 9),
            IsProvisional = YesNo(reader, 10),
            ToSettleCount = Number(reader, 11),
            Points = rank is null ? [] : Points(reader),
            Reasons = reasons,
        };
    }

    private ImmutableArray<int> Points(DbDataReader reader)
    {
        var points = ImmutableArray.CreateBuilder<int>(factors);
        for (var i = 0; i < factors; i++) points.Add(Number(reader, FirstFactor + i) ?? throw new InvalidDataException("a factor has no points"));
        return points.MoveToImmutable();
    }

    private static int? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : Row.Whole(reader.GetValue(column));

    private static bool? YesNo(DbDataReader reader, int column) => reader.IsDBNull(column) ? null
        : reader.GetString(column) switch { "yes" => true, "no" => false, _ => throw new InvalidDataException("a mark is neither yes nor no") };
}
