using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>What a run holds on to once it has been made again for an audit.</summary>
public class HeldMemoryTests
{
    [Fact]
    public void A_run_keeps_the_extracts_in_memory_for_its_case_files_alone()
    {
        var (whole, kept) = MadeAgain(run => run);
        var (run, gone) = MadeAgain(run => run with { People = [] });
        GC.Collect();
        Assert.True(kept.TryGetTarget(out _));
        Assert.NotEmpty(whole.People);
        Assert.False(gone.TryGetTarget(out _));

        var count = 0;
        run.ForEach(3, _ => Interlocked.Increment(ref count));
        Assert.Equal((2, 3), (run.Rows.Count, count));
    }

    // Apart, so that nothing on the stack holds on to the folder.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (AuditedRun Run, WeakReference<ExtractStore> Store) MadeAgain(Func<AuditedRun, AuditedRun> with)
    {
        using var folder = new Folder();
        var policy = PolicyFile.Parse(File.ReadAllBytes(AuditCohort.ReferencePolicy()));
        var ranking = ExtractFolder.Load(folder.Path, new ExtractOptions()).AsOf(Folder.AsOf).Rank(policy, capacity: 1);
        return (with(ranking.ToAuditedRun()), new WeakReference<ExtractStore>(ranking.Snapshot.Store));
    }
}
