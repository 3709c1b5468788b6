using System.Collections.Frozen;
using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Drafting;

/// <summary>Words of agencies whose meaning is not in doubt. All others are left to the analyst.</summary>
internal static class LikelyWords
{
    // By our word, theirs, with letters and digits alone. What stands here is in the Home Office's outcome guide or is the word itself otherwise written.
    private static readonly FrozenDictionary<string, string[]> Outcomes = Of(
        ("convicted", "guilty foundguilty conviction pleadedguilty"),
        ("taken_into_consideration", "tic tics takenintoconsiderationtic"),
        ("cautioned", "caution adultcaution cautionadult conditionalcaution simplecaution youthcaution youthconditionalcaution cautionyouth"),
        ("out_of_court", "communityresolution cannabiswarning penaltynoticefordisorder pnd khatwarning"),
        ("charged", "chargedsummonsed chargesummons chargesummonsed summonsed charge"),
        ("discontinued", "discontinuedbycps"),
        ("no_further_action", "nfa"),
        ("acquitted", "notguilty foundnotguilty"));

    private static readonly FrozenDictionary<string, string[]> YesNo = Of(("yes", "y true t"), ("no", "n false f"));

    private static readonly FrozenDictionary<string, string[]> Others = Of(
        ("custody", "incustody inprison prison"), ("community", "inthecommunity incommunity"), ("non_statutory", "voluntary nonstatutory"),
        ("positive", "pos testedpositive"), ("negative", "neg testednegative"), ("suspended_sentence", "suspendedsentenceorder sso"),
        ("kept", "attended attendedcomplied"), ("missed", "failedtoattend unacceptableabsence didnotattend dna"), ("excused", "acceptableabsence"));

    /// <summary>Our word for one of theirs; null where it can't be said.</summary>
    public static string? Find(Column column, string word)
    {
        var bare = LikelyNames.Bare(word);
        if (bare.Length == 0) return null;
        if (column.Words.FirstOrDefault(ours => LikelyNames.Bare(ours) == bare) is { } same) return same;
        var known = column.Name == "outcome" ? Outcomes : column.Words is ["yes", "no"] ? YesNo : Others;
        var found = known.FirstOrDefault(pair => pair.Value.Contains(bare)).Key ?? Others.FirstOrDefault(pair => pair.Value.Contains(bare)).Key;
        return found is not null && column.Words.Contains(found) ? found : null;
    }

    private static FrozenDictionary<string, string[]> Of(params (string Ours, string Theirs)[] words) =>
        words.ToFrozenDictionary(pair => pair.Ours, pair => pair.Theirs.Split(' '), StringComparer.Ordinal);
}
