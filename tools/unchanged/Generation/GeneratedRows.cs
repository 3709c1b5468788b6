using System.Globalization;

namespace Iom.Selection.Unchanged.Generation;

/// <summary>The rows of people who never were.</summary>
internal sealed class GeneratedRows
{
    /// <summary>The names by which the agencies of every generated policy go.</summary>
    private static readonly string[] Agencies = ["police", "Police DIP", "POLICE", "probation", "Probation Service", "council", "health", "Health", "charity"];

    private static readonly string[] Codes =
    [
        "028", "02803", "028/03", "2803", "02811", "2811", "034", "034/01", "03402", "049/11", "049", "4911", "105", "10501", "00801", "008", "801", "805", "80501", "00805",
        "0805", "092", "09240", "9240", "X1", "ZZ", "99999", "9999",
    ];

    private readonly Draw _draw;
    private readonly DateOnly _asOf;
    private readonly string[] _ids;
    private readonly bool _unlisted;

    /// <summary>Draws the people.</summary>
    /// <param name="draw">The chance.</param>
    /// <param name="asOf">The date about which their records lie.</param>
    /// <param name="people">How many.</param>
    /// <param name="unlisted">Whether agencies that no policy lists speak at panels.</param>
    public GeneratedRows(Draw draw, DateOnly asOf, int people, bool unlisted)
    {
        (_draw, _asOf, _unlisted) = (draw, asOf, unlisted);
        _ids = [.. Enumerable.Range(0, people).Select(Id).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The people's ids.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The rows of a file, in any order, some of them twice.</summary>
    public List<string[]> Of(Kind kind)
    {
        var rows = new List<string[]>();
        var about = kind == Kind.Offenders ? _ids : [.. _ids, "SYNTHETIC-nobody", "SYNTHETIC-1.23E+11", "1.23E+11"];
        foreach (var id in about) rows.AddRange(OfPerson(kind, id));
        foreach (var row in rows.ToArray())
        {
            if (_draw.OnceIn(14)) rows.Add(row);
            // The same again, with another cell: a contradiction, a later result, a row that says less.
            if (_draw.OnceIn(12)) rows.Add(Otherwise(kind, row));
        }
        _draw.Shuffle(rows);
        return rows;
    }

    private string Id(int number)
    {
        var prefix = _draw.Of("SYNTHETIC-", "SYNTHETIC-", "SYNTHETIC-", "synthetic-", "=SYNTHETIC-", "-SYNTHETIC-", "'SYNTHETIC-", "SYNTHETIC Ω", "SYNTHETIC é", "\U0001F600SYNTHETIC-", "\uFF5ESYNTHETIC-", "\"SYNTHETIC\"", "NOMINAL-SYNTHETIC-0000");
        var suffix = _draw.Of("", "", "", "", "", "-WEST", ",x", " B", "\"q\"", "/A");
        return prefix + (number * 2 / 3).ToString(CultureInfo.InvariantCulture) + suffix;
    }

    private string Day() => _draw.DayText(_asOf);

    private string Later() => Draw.Text(_asOf.AddDays(_draw.Number(-60, 400)));

    private string[] Otherwise(Kind kind, string[] row)
    {
        var other = OfPerson(kind, row[kind.IdColumn]).FirstOrDefault();
        if (other is null) return row;
        var column = _draw.Number(0, row.Length - 1);
        return [.. row.Select((cell, i) => i != column || i == kind.IdColumn ? cell : _draw.OnceIn(3) && kind == Kind.Offenders ? "" : other[i])];
    }

    private IEnumerable<string[]> OfPerson(Kind kind, string id)
    {
        if (kind == Kind.Offenders)
        {
            yield return
            [
                id, _draw.Maybe(_draw.Of("North", "South", "South, \"old\""), 2), _draw.Maybe(_draw.Coded("statutory non_statutory"), 2), _draw.Maybe(_draw.Coded("community community community custody hospital"), 2),
                _draw.Maybe(Later(), 5), _draw.Maybe(_draw.Coded("1 2 3 4 none none"), 3), _draw.Maybe(_draw.Coded("1 2 3 none none none"), 2),
                _draw.Maybe(_draw.Coded("yes no no no no no no no"), 1), _draw.Maybe(_draw.Coded("yes no no no no no no no no no"), 1), _draw.Maybe(_draw.Of("PPO", "DIP", "GOM", "PPO;DIP", "DIP;PPO", " GOM; DIP"), 5),
            ];
            yield break;
        }

        for (var count = HowMany(kind); count > 0; count--)
        {
            if (kind == Kind.Memberships)
            {
                yield return
                [
                    id, Day(), _draw.Maybe(Day(), 8), _draw.Of("fixed", "flex", "free", ""), _draw.Maybe(_draw.Of("left, moved", "done"), 8), _draw.Maybe(Day(), 9), _draw.Maybe(Day(), 8),
                    _draw.Maybe(_draw.Coded("yes no not_asked"), 4),
                ];
            }
            else if (kind == Kind.Offences)
            {
                var (offence, code, day) = ("F" + _draw.Number(0, 60), _draw.Of(Codes), Day());
                for (var reports = _draw.Of(1, 1, 1, 1, 2, 2, 3); reports > 0; reports--)
                {
                    yield return
                    [
                        id, offence, _draw.OnceIn(8) ? _draw.Of(Codes) : code, _draw.OnceIn(8) ? Day() : day,
                        _draw.Coded("convicted convicted convicted taken_into_consideration cautioned out_of_court charged under_investigation discontinued no_further_action acquitted"),
                        _draw.Maybe(Day(), 2), _draw.Maybe(_draw.Coded("public police store"), 4), _draw.Of("", "pnd", "niche", "court"),
                    ];
                }
                // The same matter, perhaps, as another agency numbers it.
                if (_draw.OnceIn(8)) yield return [id, "G" + _draw.Number(0, 60), code, day, "convicted", "", "", _draw.Of("pnd", "niche", "court")];
            }
            else if (kind == Kind.DrugTests)
            {
                yield return
                [
                    id, "T" + _draw.Number(0, 4), Day(), _draw.Coded("positive positive negative refused"), _draw.Of("", "", "opiates", "Cocaine, \"crack\""), _draw.Maybe(_draw.Coded("arrest supervision scheme"), 2),
                ];
            }
            else if (kind == Kind.RiskScores)
                yield return [id, _draw.Of("OGRS3-2yr", "OGRS3-2yr", "RSR", "ogrs3-2yr"), Day(), _draw.Of("0", "12", "49.99", "50", "50.00", "74", "75", "62.5", "100")];
            else if (kind == Kind.Nominations)
                yield return [id, _draw.Of(Agencies), Day(), _draw.Of("", "asked, twice")];
            else if (kind == Kind.Custody)
                yield return [id, Day(), _draw.Maybe(Day(), 3)];
            else if (kind == Kind.Supervision)
            {
                yield return
                [
                    id, _draw.Coded("community_order suspended_sentence licence other"), Day(), _draw.Maybe(Later(), 3), _draw.Maybe(Later(), 8), _draw.Maybe(_draw.Coded("breach recall revoked"), 7),
                    _draw.Maybe(Day(), 6),
                ];
            }
            else if (kind == Kind.Engagement)
            {
                yield return
                [
                    id, "C" + _draw.Number(0, 400), _draw.OnceIn(3) ? Day() : Draw.Text(_asOf.AddDays(-_draw.Number(0, 100))), _draw.Coded("appointment appointment appointment planned_visit random_visit drug_test"),
                    _draw.Maybe(_draw.Coded("order order licence licence voluntary"), 2), _draw.Coded("kept kept missed missed missed missed excused refused cancelled_by_agency not_at_home"),
                ];
            }
            else if (kind == Kind.Support)
            {
                yield return
                [
                    id, _draw.Of("housing", "debt", "alcohol"), _draw.Of("", "a room, \"dry\""), _draw.Of("", "Council", "health"), _draw.Coded("needed waiting active active completed completed withdrawn"),
                    _draw.Maybe(Day(), 5), _draw.Maybe(Day(), 3), _draw.Maybe(Day(), 5),
                ];
            }
            else if (kind == Kind.Panel)
            {
                var meeting = Day();
                for (var voices = _draw.Number(1, 4); voices > 0; voices--)
                {
                    yield return
                    [
                        id, meeting, _unlisted && _draw.OnceIn(3) ? _draw.Of("army", "Lifeboats", "poLice dep") : _draw.Of(Agencies), _draw.Coded("select decline retain deselect deselect abstain"),
                        _draw.Of("", "not yet; \"soon\"", "said so,\nat length"),
                    ];
                }
            }
            else if (kind == Kind.Identities)
                yield return [count % 2 == 0 ? "niche" : "court", _draw.OnceIn(12) ? "E" + _draw.Number(0, 9) : $"E{count % 2}-{Array.IndexOf(_ids, id)}", id];
        }
    }

    private int HowMany(Kind kind) => kind.Name switch
    {
        "offences" => _draw.Of(0, 1, 2, 3, 4, 6, 9),
        "memberships" => _draw.Of(0, 1, 1, 1, 2),
        "drug_tests" or "risk_scores" => _draw.Number(0, 3),
        "engagement" => _draw.Of(0, 0, 3, 7, 12),
        "identities" => _draw.Of(0, 1, 2, 2, 2, 2, 3),
        "custody" or "nominations" or "panel" => _draw.Of(0, 0, 0, 1, 2),
        _ => _draw.Of(0, 0, 1, 1, 2, 3),
    };
}
