using System.Globalization;

namespace Iom.Selection.Unchanged;

/// <summary>What the program is asked for.</summary>
internal sealed record Request
{
    public const string Usage =
        """
        unchanged --old TOOL --new TOOL --work DIR
                  [--allowed FILE] [--folders N] [--unlisted N] [--seed N] [--sets samples,cases,folders,unlisted] [--jobs N] [--spoil]

        --sets takes a part of a set too: samples/extracts, folders/17.
        TOOL is a published iom, the iom.dll of a build, or a packed tool (.nupkg). DIR must be empty or not there.
        --spoil changes every output of the new tool by a byte, in several ways, and counts the changes that nobody sees.
        """;

    public required string Old { get; init; }

    public required string New { get; init; }

    public required string Work { get; init; }

    public string? Allowed { get; init; }

    /// <summary>How many folders are drawn.</summary>
    public int Folders { get; init; } = 200;

    /// <summary>How many folders are drawn in which agencies speak that no policy lists.</summary>
    public int Unlisted { get; init; } = 20;

    /// <summary>The first folder's seed; the next has the next.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The sets to compare, or parts of them; all where none is named.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>How many folders are worked on at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether each output is spoilt too, to see that it is seen.</summary>
    public bool Spoils { get; init; }

    /// <summary>Whether a job is to be done.</summary>
    public bool IsAskedFor(string set, string job) => Sets.Count == 0 || Sets.Contains(set) || Sets.Contains($"{set}/{job}");

    /// <exception cref="FormatException">The arguments say something else than the usage.</exception>
    public static Request Read(string[] args)
    {
        var request = new Request { Old = "", New = "", Work = "" };
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i];
            if (name == "--spoil")
            {
                request = request with { Spoils = true };
                continue;
            }
            var value = ++i < args.Length ? args[i] : throw new FormatException($"{name} takes a value, and none was given.");
            request = name switch
            {
                "--old" => request with { Old = value },
                "--new" => request with { New = value },
                "--work" => request with { Work = value },
                "--allowed" => request with { Allowed = value },
                "--folders" => request with { Folders = Number(0) },
                "--unlisted" => request with { Unlisted = Number(0) },
                "--seed" => request with { Seed = Number(0) },
                "--jobs" => request with { Jobs = Number(1) },
                "--sets" => request with { Sets = value.Split(',') },
                _ => throw new FormatException($"There is no option {name}."),
            };

            int Number(int least) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 100_000
                ? number : throw new FormatException($"{name} takes a whole number from {least.ToString(CultureInfo.InvariantCulture)} to 100000.");
        }
        return request is { Old.Length: > 0, New.Length: > 0, Work.Length: > 0 } ? request : throw new FormatException("--old, --new and --work are needed.");
    }
}
