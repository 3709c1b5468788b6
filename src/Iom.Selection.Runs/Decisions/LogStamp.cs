using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Decisions;

/// <summary>By what a file shows that somebody else wrote to it.</summary>
/// <param name="Modified">When what it holds last changed, in ticks of UTC.</param>
/// <param name="Changed">When anything of it last changed, in nanoseconds; 0 where the system does not say.</param>
/// <param name="Number">Its number in its file system; 0 where the system does not say.</param>
internal readonly record struct LogStamp(long Modified, long Changed, long Number)
{
    public static LogStamp Of(string path) => Native.Look(path) is { } stat
        ? new(File.GetLastWriteTimeUtc(path).Ticks, stat.Changed, unchecked((long)stat.Number))
        : new(File.GetLastWriteTimeUtc(path).Ticks, 0, 0);
}
