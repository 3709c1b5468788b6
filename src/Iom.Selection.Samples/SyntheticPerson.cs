namespace Iom.Selection.Samples;

/// <summary>What one synthetic person is like, before any agency has written anything down. Days are day numbers.</summary>
internal readonly struct SyntheticPerson
{
    /// <summary>How far back histories go.</summary>
    public const int HistoryDays = 6 * 365;

    public const int MaxSpells = 6;

    public static readonly string[] Sexes = ["M", "F"];

    public static readonly string[] Groups = ["A", "B", "C", "D"];

    public static readonly string[] AgeGroups = ["10-17", "18-20", "21-24", "25-29", "30-34", "35-39", "40-49", "50+"];

    // In 10,000 people, and the fewest and most offences of six years: about 16 each, half of them by the last three rows' tenth.
    private static readonly (int Weight, int Least, int Most, Activity Activity)[] Frequencies =
    [
        (400, 0, 0, Activity.None),
        (3300, 1, 4, Activity.Little),
        (3200, 5, 12, Activity.Some),
        (2100, 13, 30, Activity.Often),
        (650, 40, 75, Activity.Prolific),
        (250, 76, 130, Activity.Prolific),
        (100, 131, 200, Activity.Prolific),
    ];

    private static readonly int[] FrequencyWeights = [.. Frequencies.Select(row => row.Weight)];

    private SyntheticPerson(SampleOptions options, int number)
    {
        (Number, AsOf) = (number, options.AsOf.DayNumber);
        Seed = options.Seed;
        var chance = Chance(Matter.Person);
        var (_, least, most, activity) = Frequencies[chance.Weighted(FrequencyWeights)];
        (Activity, OffenceCount) = (activity, chance.Between(least, most));

        // Whom others call prolific has gone on for years; of the rest, many have stopped or begun late.
        var goesOn = chance.Percent(activity == Activity.Prolific ? 80 : 55);
        To = goesOn ? AsOf : AsOf - chance.Between(30, HistoryDays / 2);
        var days = activity == Activity.Prolific ? chance.Between(HistoryDays / 2, HistoryDays) : chance.Between(120, HistoryDays);
        From = Math.Max(AsOf - HistoryDays, To - days);

        IsYouth = chance.Percent(4);
        IsDeceased = chance.Below(200) == 0;
        Sex = chance.Weighted([85, 15]);
        Group = chance.Weighted([60, 22, 11, 7]);
        AgeGroup = IsYouth ? 0 : 1 + chance.Weighted([9, 14, 18, 19, 16, 16, 8]);
        IsMember = !IsYouth && !IsDeceased && chance.Below(1000) < activity switch
        {
            Activity.Prolific => 520,
            Activity.Often => 130,
            Activity.Some => 25,
            _ => 0,
        };
        IsSupervised = !IsYouth && chance.Percent(activity switch { Activity.Prolific => 75, Activity.Often => 55, Activity.None => 0, _ => 30 });
    }

    public int Number { get; }

    public int AsOf { get; }

    public int Seed { get; }

    public Activity Activity { get; }

    /// <summary>Offences that became known, before any group is watched more closely than another.</summary>
    public int OffenceCount { get; }

    public int From { get; }

    public int To { get; }

    public bool IsYouth { get; }

    public bool IsDeceased { get; }

    public int Sex { get; }

    public int Group { get; }

    public int AgeGroup { get; }

    /// <summary>Whether the person is in the cohort now.</summary>
    public bool IsMember { get; }

    public bool IsSupervised { get; }

    /// <summary>The day on which a member came into the cohort.</summary>
    public int JoinedOn(ref SplitMix64 memberships) => AsOf - memberships.Between(20, 800);

    public static SyntheticPerson Create(SampleOptions options, int number) => new(options, number);

    public SplitMix64 Chance(Matter matter) => SplitMix64.For(Seed, Number, matter);

    /// <summary>The days in custody, in order and apart; the last may go on, with <see cref="int.MaxValue"/> as its end.</summary>
    /// <returns>How many spells there are.</returns>
    public int Spells(Span<(int From, int To)> spells)
    {
        var most = Activity switch { Activity.Prolific => 5, Activity.Often => 2, Activity.Some => 1, _ => 0 };
        if (most == 0) return 0;
        var chance = Chance(Matter.Custody);
        var count = 0;
        var day = From + chance.Between(60, 500);
        for (var i = 0; i < most && day < AsOf; i++)
        {
            if (chance.Percent(60))
            {
                var to = day + chance.Between(10, Activity == Activity.Prolific ? 200 : 120);
                spells[count++] = (day, to >= AsOf ? int.MaxValue : to);
                day = to;
            }
            day += chance.Between(90, 600);
        }
        return count;
    }
}
