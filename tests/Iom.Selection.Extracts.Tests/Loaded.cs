using Iom.Selection.Extracts.Account;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests;

/// <summary>A folder as of one date: what became of its rows, and everybody's records.</summary>
internal sealed record Loaded(ExtractSnapshot Snapshot)
{
    public ExtractAccount Account => Snapshot.Account;

    public IReadOnlyList<CaseFile> People { get; } = [.. Snapshot.CaseFiles()];

    public SuppliedExtracts Supplied => Snapshot.Supplied;

    public IReadOnlyDictionary<OffenderId, IReadOnlyList<string>> SharedIdentities => Snapshot.SharedIdentities;

    public static Loaded From(string path, DateOnly asOf, OffenceCatalogue? catalogue = null) =>
        new(ExtractFolder.Load(path, new ExtractOptions { Catalogue = catalogue ?? OffenceCatalogue.BuiltIn }).AsOf(asOf));
}
