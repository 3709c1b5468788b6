using Iom.Selection.Unchanged.Comparing;
using Iom.Selection.Unchanged.Tools;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>Has both tools do a job, and compares after each command all that it left.</summary>
internal sealed class JobRunner(ToolUnderTest oldTool, ToolUnderTest newTool, string work, AllowedDifferences allowed, bool spoils)
{
    public async Task<JobResult> Run(string set, Job job)
    {
        var (old, @new) = (new Side(oldTool, Path.Combine(work, "old", set, job.Name)), new Side(newTool, Path.Combine(work, "new", set, job.Name)));
        var pairs = new HashPairs();
        var comparer = new OutputComparer(allowed, pairs);
        var result = new JobResult();
        foreach (var command in job.Commands(old))
        {
            var (was, now) = (await old.Run(command.Args(old)), await @new.Run(command.Args(@new)));
            old.Note(command.Args(old), was);
            @new.Note(command.Args(@new), now);
            result.Commands++;
            result.ExitCodes[was.ExitCode] = result.ExitCodes.GetValueOrDefault(was.ExitCode) + 1;
            if (was.ExitCode != now.ExitCode) Add("exit code", FormattableString.Invariant($"was {was.ExitCode}, is {now.ExitCode}"));

            string[] files = [.. old.Look().Union(@new.Look()).Order(StringComparer.Ordinal)];
            foreach (var file in old.Files.Except(@new.Files).Order(StringComparer.Ordinal)) Add(file, "is not there any more");
            foreach (var file in @new.Files.Except(old.Files).Order(StringComparer.Ordinal)) Add(file, "was not there before");

            var both = files.Where(file => old.Files.Contains(file) && @new.Files.Contains(file)).Select(file => (Name: file, Old: old.Read(file), New: @new.Read(file))).ToArray();
            // Hashes are paired first: a manifest and a line on standard output may name any of these files.
            foreach (var file in both) pairs.AddFile(file.Old, file.New);
            foreach (var file in both.Where(file => DecisionChain.IsOne(file.Name)))
            {
                var (oldChain, newChain) = (DecisionChain.Read(file.Old), DecisionChain.Read(file.New));
                if (oldChain.Problem != newChain.Problem) Add(file.Name, $"the chain: {oldChain.Problem ?? "whole"}, now {newChain.Problem ?? "whole"}");
                oldChain.Pair(newChain, pairs);
            }
            foreach (var file in both)
            {
                Compare(file.Name, file.Old, file.New);
                Coverage.Count(file.Name, file.Old, result.Met);
                result.Files++;
                result.Bytes += file.Old.Length;
            }
            Compare("stdout " + command.Name, was.Out, now.Out);
            Compare("stderr " + command.Name, was.Error, now.Error);

            void Add(string output, string what) => result.Differences.Add(new Found(job.Name, string.Join(' ', command.Args(old)), output, what));

            void Compare(string name, byte[] before, byte[] after)
            {
                if (comparer.Difference(name, before, after) is { } difference) Add(name, difference);
                else if (spoils) Spoil(name, before, after);
            }

            // A comparison that can't fail shows nothing: each output is spoilt in several ways, and each must be seen.
            void Spoil(string name, byte[] before, byte[] after)
            {
                foreach (var spoilt in Spoiler.Spoil(name, after))
                {
                    result.Spoilt++;
                    if (comparer.Difference(name, before, spoilt) is null) result.Unseen.Add(new Found(job.Name, string.Join(' ', command.Args(old)), name, "was spoilt, and nobody saw it"));
                }
            }
        }
        return result;
    }
}
