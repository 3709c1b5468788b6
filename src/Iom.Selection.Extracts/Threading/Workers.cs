using System.Runtime.ExceptionServices;

namespace Iom.Selection.Extracts.Threading;

/// <summary>Several threads on one work; what one of them throws ends it for all and is thrown as it is.</summary>
internal sealed class Workers(int threads, CancellationToken cancellationToken)
{
    public int Count => threads;

    /// <summary>Runs the same work on every thread.</summary>
    /// <param name="work">Is given the number of the thread and what stops it.</param>
    public void Run(Action<int, CancellationToken> work) => Run(threads, work);

    private void Run(int count, Action<int, CancellationToken> work)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? failure = null;
        // Of threads of their own none waits for another to get one.
        var others = new Thread[count - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var number = i + 1;
            others[i] = new Thread(() => Guarded(number)) { IsBackground = true, Name = $"worker {number}" };
            others[i].Start();
        }
        Guarded(0);
        foreach (var other in others) other.Join();
        failure?.Throw();
        cancellationToken.ThrowIfCancellationRequested();

        void Guarded(int number)
        {
            try
            {
                work(number, stop.Token);
            }
            catch (Exception e)
            {
                // What the others say once they have been stopped is no cause; and what a parallel query wraps is what it was.
                var cause = e is AggregateException { InnerExceptions: [var first, ..] } ? first : e;
                if (Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(cause), null) is null) stop.Cancel();
            }
        }
    }

    /// <summary>Runs each of several works once, whichever thread is free.</summary>
    /// <param name="works">How many there are.</param>
    /// <param name="begin">Is given the number of a thread and what stops it; gives what that thread does with the number of a work.</param>
    public void RunEach(int works, Func<int, CancellationToken, Action<int>> begin)
    {
        var next = -1;
        // No thread without a work.
        Run(Math.Clamp(works, 1, threads), (thread, token) =>
        {
            var work = begin(thread, token);
            for (int i; (i = Interlocked.Increment(ref next)) < works;)
            {
                token.ThrowIfCancellationRequested();
                work(i);
            }
        });
    }
}
