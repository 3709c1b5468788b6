using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Threading;

namespace Iom.Selection.Extracts.Tests.Threading;

public class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_work_is_run_once_on_every_thread(int threads)
    {
        var ran = new int[threads];
        var ids = new int[threads];
        new Workers(threads, default).Run((thread, _) =>
        {
            Interlocked.Increment(ref ran[thread]);
            ids[thread] = Environment.CurrentManagedThreadId;
        });
        Assert.All(ran, times => Assert.Equal(1, times));
        Assert.Equal(threads, ids.Distinct().Count());
        Assert.Equal(Environment.CurrentManagedThreadId, ids[0]);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 100)]
    [InlineData(7, 3)]
    [InlineData(2, 1000)]
    public void Each_of_several_works_is_done_once(int threads, int works)
    {
        var done = new int[works];
        new Workers(threads, default).RunEach(works, (_, _) => work => Interlocked.Increment(ref done[work]));
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_one_throws_ends_it_for_all_and_is_thrown_as_it_is(int threads)
    {
        var failing = threads - 1;
        var e = Assert.Throws<ExtractException>(() => new Workers(threads, default).Run((thread, token) =>
        {
            if (thread == failing) throw new ExtractException("the cause");
            // The others are stopped, and what they say of that is no cause.
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        }));
        Assert.Equal("the cause", e.Message);
        Assert.Contains(nameof(What_one_throws_ends_it_for_all_and_is_thrown_as_it_is), e.StackTrace!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_parallel_query_wraps_is_told_as_it_was() => Assert.Equal("the cause", Assert.Throws<ExtractException>(() => new Workers(2, default).Run((thread, _) =>
    {
        if (thread == 1) throw new AggregateException(new ExtractException("the cause"));
    })).Message);

    [Fact]
    public void After_a_failure_no_further_work_is_begun()
    {
        var done = 0;
        Assert.Throws<ExtractException>(() => new Workers(1, default).RunEach(100, (_, _) => work =>
        {
            if (work == 3) throw new ExtractException("the cause");
            done++;
        }));
        Assert.Equal(3, done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Whoever_stops_it_is_told_that_it_was_stopped(int threads)
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => new Workers(threads, stop.Token).RunEach(1000, (_, _) => work =>
        {
            if (work == 10) stop.Cancel();
        }));
        // Even where no work has noticed.
        Assert.ThrowsAny<OperationCanceledException>(() => new Workers(threads, stop.Token).Run((_, _) => { }));
    }
}
