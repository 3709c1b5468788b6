using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds people who may be one: whose ids are alike, or for whom one id of another system stands.</summary>
internal sealed class PossiblePeople
{
    private readonly People _people;
    private readonly List<(int Person, int Other, string Why)> _pairs = [];

    public PossiblePeople(People people, UniqueIdentities identities)
    {
        _people = people;
        foreach (var group in Alike()) Add(group, PossiblePerson.Alike);
        foreach (var group in identities.SharedGroups) Add(group, PossiblePerson.ExternalId);
    }

    /// <summary>By id, then the other id, then why.</summary>
    public IReadOnlyList<PossiblePerson> InOrder() =>
    [
        .. _pairs.Select(pair => new PossiblePerson(_people.IdOf(pair.Person), _people.IdOf(pair.Other), pair.Why))
            .OrderBy(pair => pair.OffenderId, Utf8Ordinal.Comparer).ThenBy(pair => pair.OtherId, Utf8Ordinal.Comparer).ThenBy(pair => pair.Why, StringComparer.Ordinal),
    ];

    /// <summary>The people named, once for each line.</summary>
    public IEnumerable<int> Named => _pairs.Select(pair => pair.Person);

    private void Add(IReadOnlyList<int> group, string why)
    {
        int[] inOrder = [.. group];
        _people.Ids.Sort(inOrder);
        foreach (var person in inOrder) _pairs.Add((person, person == inOrder[0] ? inOrder[1] : inOrder[0], why));
    }

    private IEnumerable<IReadOnlyList<int>> Alike()
    {
        // An id of ASCII without a small letter is its own form. Where all are, no two are alike.
        var people = _people.Count;
        if (Enumerable.Range(0, people).All(person => IsItsOwnForm(_people.Ids[person]))) yield break;

        // A number for each form, so that ids are looked at again only where numbers agree.
        var (forms, inOrder) = (new ulong[people], new int[people]);
        var upper = new byte[256];
        for (var person = 0; person < people; person++) (forms[person], inOrder[person]) = (NumberOf(_people.Ids[person], upper), person);
        Array.Sort(forms, inOrder);
        for (var first = 0; first < people;)
        {
            var end = first + 1;
            while (end < people && forms[end] == forms[first]) end++;
            if (end - first > 1)
            {
                foreach (var same in inOrder[first..end].GroupBy(person => CompatibilityForm.Fold(_people.IdOf(person)), StringComparer.Ordinal))
                {
                    if (same.Count() > 1) yield return [.. same];
                }
            }
            first = end;
        }
    }

    private static bool IsItsOwnForm(ReadOnlySpan<byte> id) => id.IndexOfAnyExceptInRange((byte)' ', (byte)'`') < 0;

    private static ulong NumberOf(ReadOnlySpan<byte> id, byte[] upper)
    {
        if (Ascii.IsValid(id) && id.Length <= upper.Length)
        {
            Ascii.ToUpper(id, upper, out var length);
            return SpreadKey.OfProcess.Spread(upper.AsSpan(0, length));
        }
        return SpreadKey.OfProcess.Spread(Encoding.UTF8.GetBytes(CompatibilityForm.Fold(Encoding.UTF8.GetString(id))));
    }
}
