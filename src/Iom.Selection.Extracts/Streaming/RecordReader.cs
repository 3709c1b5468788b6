using Iom.Selection.Extracts.Contract;
using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Reads the smaller kinds of file, whose records are few enough to be objects.</summary>
internal sealed class RecordReader(FolderFiles folder, LookUps lookUps, People people, DateOnly asOf, RunningAccount account, CancellationToken cancellationToken)
{
    private const string OffenderIdColumn = "offender_id";
    private const int RowsBetweenLooks = 4096;

    /// <summary>Reads all files of a kind.</summary>
    public PersonRecords<T> Read<T>(
        FileContract contract, Func<RowCells, T> make, Func<IReadOnlyList<Located<T>>, IEnumerable<Located<T>>> repeats) where T : CaseRecord
    {
        if (!folder.IsThere(contract)) return PersonRecords<T>.None;
        var counts = new RowCounts();
        var rows = Rows(contract, make, counts);
        var (records, _) = Stand(rows, repeats, counts);
        account.Report(contract, counts);
        return records;
    }

    /// <summary>Reads the ids of other systems. One that stands for two people is refused for both.</summary>
    public void ReadIdentities()
    {
        var contract = ExtractContract.Identities;
        if (!folder.IsThere(contract)) return;
        var counts = new RowCounts();
        var rows = Rows(contract, ExtractContract.ExternalIdentity, counts);
        var ambiguous = rows.GroupBy(row => row.Row.Record).Where(same => same.Select(row => row.Person).Distinct().Count() > 1).Select(same => same.Key).ToHashSet();
        var (_, standing) = Stand(rows, Repeats.OfEqual, counts);
        var refused = standing.Where(row => ambiguous.Contains(row.Record)).ToArray();
        account.AddProblems(refused.Select(row => (0, new RowProblem(row.Place, "external_id", ProblemKind.AmbiguousId))));
        counts.Refused += refused.Length;
        account.Report(contract, counts);
    }

    private List<(int Person, Located<T> Row)> Rows<T>(FileContract contract, Func<RowCells, T> make, RowCounts counts) where T : CaseRecord
    {
        var rows = new List<(int, Located<T>)>();
        var idColumn = contract.IndexOf(OffenderIdColumn);
        foreach (var (source, file) in folder.Of(contract).Select((source, file) => (source, file)))
        {
            using var reader = folder.Open(source, account.OnRead(source));
            while (Next(reader, counts))
            {
                var person = PersonOf(reader, source, idColumn);
                if (reader.Problems.Count > 0)
                {
                    account.AddProblems(reader.Problems.Select(problem => (file, problem)));
                    counts.Refused++;
                    continue;
                }
                var record = make(reader.Cells);
                if (record.IsLaterThan(asOf))
                {
                    counts.Later++;
                    continue;
                }
                counts.Cover(record.RecordDate);
                rows.Add((person, new Located<T>(record, reader.Place, counts.Read)));
            }
            account.AddInput(source, reader.Sha256, reader.Checker.MendedCodeCount);
            counts.Finish(source, reader.Layout, reader.Checker);
        }
        return rows;
    }

    private (PersonRecords<T> Records, Located<T>[] Standing) Stand<T>(
        List<(int Person, Located<T> Row)> rows, Func<IReadOnlyList<Located<T>>, IEnumerable<Located<T>>> repeats, RowCounts counts)
        where T : CaseRecord => PersonRecords<T>.Of(rows, people.Count, repeats, (person, row) =>
        {
            counts.Duplicate++;
            account.AddDuplicate(row.Place, people.IdOf(person), row.Record.RecordId ?? "");
        });

    private int PersonOf(ContractReader reader, Source source, int column)
    {
        if (reader.IsBroken || reader.Cells[column] is not { } id) return -1;
        var problem = ProblemKind.UnknownOffender;
        if (source.Mapping.IdSystem is { } system) id = lookUps.Find(system, id, out problem);
        var person = id is null ? -1 : people.Find(id);
        if (person < 0) reader.AddProblem(OffenderIdColumn, id is null ? problem : ProblemKind.UnknownOffender);
        return person;
    }

    private bool Next(ContractReader reader, RowCounts counts)
    {
        if (counts.Read % RowsBetweenLooks == 0) cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!reader.Read()) return false;
        }
        catch (IOException e)
        {
            throw FolderFiles.CannotBeRead(reader.Place.File, e);
        }
        counts.Read++;
        return true;
    }
}
