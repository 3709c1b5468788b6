using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Store;

public class OffenceRowTests
{
    [Fact]
    public void The_most_and_least_of_everything_comes_back()
    {
        var last = DateOnly.MaxValue.DayNumber;
        foreach (var day in new[] { 0, 1, last - 1, last })
        {
            foreach (var outcomeDay in new[] { 0, 1, last, last + 1 })
            {
                foreach (var outcome in Enum.GetValues<OffenceOutcome>())
                {
                    foreach (var detectedBy in Enum.GetValues<DetectedBy>().Cast<DetectedBy?>().Prepend(null))
                    {
                        foreach (var idLength in new[] { 0, PackedKey.MaxBytes, OffenceRow.Hashed })
                        {
                            var row = Packed.Offence(day, outcomeDay, (int)outcome, detectedBy is { } by ? (int)by + 1 : 0, idLength);
                            Assert.Equal((day, outcomeDay, outcome, detectedBy, idLength), (row.Day, row.OutcomeDay, row.Outcome, row.DetectedBy, row.IdLength));
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public void Rows_are_of_one_offence_if_their_ids_are_the_same_and_as_long()
    {
        var row = Packed.Offence(1, 2, 3, 1, 4) with { IdFirst = 5, IdLast = 6 };
        Assert.True(row.IsSameOffence(Packed.Offence(9, 0, 0, 0, 4) with { IdFirst = 5, IdLast = 6, Line = 7, Code = 8, Origin = 9 }));
        Assert.False(row.IsSameOffence(Packed.Offence(1, 2, 3, 1, 5) with { IdFirst = 5, IdLast = 6 }));
        Assert.False(row.IsSameOffence(Packed.Offence(1, 2, 3, 1, 4) with { IdFirst = 4, IdLast = 6 }));
        Assert.False(row.IsSameOffence(Packed.Offence(1, 2, 3, 1, 4) with { IdFirst = 5, IdLast = 7 }));
        Assert.False(Packed.Offence(1, 2, 3, 1, OffenceRow.Hashed).IsSameOffence(Packed.Offence(1, 2, 3, 1, 16)));
    }

    [Fact]
    public void A_row_takes_32_bytes_where_it_is_kept_and_40_while_it_is_looked_at() => Assert.Equal((32, 40), (Unsafe.SizeOf<KeptRow>(), Unsafe.SizeOf<OffenceRow>()));
}
