using System.Runtime.CompilerServices;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>What a run holds on to once it has been made again for an audit.</summary>
public class HeldMemoryTests
{
    [Fact]
    public void A_run_without_its_case_files_does_not_keep_the_extracts_in_memory()
    {
        var (run, extracts) = MadeAgain();
        GC.Collect();
        Assert.False(extracts.TryGetTarget(out _));

        var count = 0;
        run.ForEach(3, _ => Interlocked.Increment(ref count));
        Assert.Equal((2, 3), (run.Rows.Count, count));
    }

    // Apart, so that nothing on the stack holds on to the folder.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (AuditedRun Run, WeakReference<ExtractFolder> Extracts) MadeAgain()
    {
        using var folder = new Folder();
        var policy = PolicyFile.Parse(File.ReadAllBytes(AuditCohort.ReferencePolicy()));
        var extracts = ExtractFolder.Load(folder.Path, new ExtractOptions());
        return (extracts.AsOf(Folder.AsOf).Rank(policy, capacity: 1).ToAuditedRun() with { People = [] }, new WeakReference<ExtractFolder>(extracts));
    }
}
