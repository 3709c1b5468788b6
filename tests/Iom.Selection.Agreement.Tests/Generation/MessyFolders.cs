using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Reference;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>Folders of up to sixty people who never were.</summary>
internal static class MessyFolders
{
    public static readonly Gen<MessyFolder> Any =
        from asOf in Gen.Elements(
            new DateOnly(2024, 2, 29), new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31), new DateOnly(2024, 3, 1),
            new DateOnly(2026, 6, 30), new DateOnly(2025, 8, 31))
        from capacity in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 20)))
        from size in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(1, 10)), (7, Gen.Choose(20, 60)))
        from folder in Of(asOf, capacity, size)
        select folder;

    public static Arbitrary<MessyFolder> Arbitrary => Arb.From(Any, folder => folder.Smaller());

    private static Gen<MessyFolder> Of(DateOnly asOf, int capacity, int size) =>
        from drawn in Gen.CollectToArray(Enumerable.Range(0, size), Words.Id)
        let ids = drawn.Distinct().ToArray()
        let withStrangers = ids.Concat(["nobody", "N-one", "1.23E+11"]).ToArray()
        from offenders in MessyFiles.Offenders(asOf, ids)
        from offences in MessyFiles.Offences(asOf, withStrangers)
        from memberships in MessyFiles.Memberships(asOf, withStrangers)
        from tests in MessyFiles.DrugTests(asOf, withStrangers)
        from risks in MessyFiles.RiskScores(asOf, withStrangers)
        from nominations in MessyFiles.Nominations(asOf, withStrangers)
        from custody in MessyFiles.Custody(asOf, withStrangers)
        from supervision in MessyFiles.Supervision(asOf, withStrangers)
        from engagement in MessyFiles.Engagement(asOf, withStrangers)
        from support in MessyFiles.Support(asOf, withStrangers)
        from panel in MessyFiles.Panel(asOf, withStrangers)
        from identities in MessyFiles.Identities(asOf, withStrangers)
        from missing in Gen.Choose(0, 5).ArrayOf(10)
        from catalogue in MessyFiles.Catalogue
        from policy in MessyPolicies.Policy(asOf)
        let optional = new[] { memberships, tests, risks, nominations, custody, supervision, engagement, support, panel, identities }
        let extracts = new[] { NeverEmpty(offenders), offences }.Concat(optional.Where((_, index) => missing[index] > (index == 1 ? 1 : 0))).ToArray()
        from isMapped in Words.OnceIn(2)
        from mappings in Gen.CollectToArray(extracts, file => MessyFiles.Mapping(file.Name, extracts.Any(other => other.Name == "identities.csv")))
        let mapped = extracts.Zip(mappings, (file, mapping) => file with { Mapping = isMapped ? mapping : null }).ToArray()
        select new MessyFolder(asOf, capacity, [.. mapped.Select(file => file with { Mapping = Headed(file, Cased(file.Mapping, ids, mapped[0].Mapping)) })], catalogue, policy);

    // What a file without header and rows is, section 4 doesn't say.
    private static MessyMapping? Headed(MessyFile file, MessyMapping? mapping) =>
        mapping is null || file.Rows.Length >= mapping.Parts ? mapping : mapping with { Keys = mapping.Keys with { Headless = false } };

    // Whose an id is that two people have but for case, section 4 settles only where all files are compared without it.
    private static MessyMapping? Cased(MessyMapping? mapping, string[] ids, MessyMapping? ofOffenders)
    {
        if (ids.Select(id => ReferenceText.Trim(id).ToUpperInvariant()).Distinct().Count() == ids.Select(ReferenceText.Trim).Distinct().Count()) return mapping;
        if (ofOffenders?.Keys.IgnoresCase != true) return mapping is null ? null : mapping with { Keys = mapping.Keys with { IgnoresCase = false } };
        mapping ??= new MessyMapping(1, "utf-8", ',', ["yyyy-MM-dd"], false, false, false, null);
        return mapping with { Keys = mapping.Keys with { IgnoresCase = true } };
    }

    // A file without a data row stops the run; with one that is refused, nobody is left to rank.
    private static MessyFile NeverEmpty(MessyFile offenders) =>
        offenders.Rows.Length > 0 ? offenders : offenders with { Rows = [new MessyRow([.. offenders.Columns.Select(_ => "")], 0)] };
}
