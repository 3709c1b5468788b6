namespace Iom.Selection.Agreement.Tests.Reference;

internal sealed record ReferenceCode(string Group, bool Neighbourhood, bool Acquisitive, decimal? Severity, DateOnly? TriggerFrom, DateOnly? TriggerTo);

internal sealed class ReferenceCatalogue
{
    private readonly Dictionary<string, ReferenceCode> _codes;

    public ReferenceCatalogue(string path) =>
        _codes = ReferenceTable.Read(Path.GetDirectoryName(path)!, Path.GetFileName(path), new ReferenceMap(Path.GetDirectoryName(path)!)).Rows.ToDictionary(
            row => ReferenceText.Code(row["code"]),
            row => new ReferenceCode(row["group"], row.Word("neighbourhood") == "yes", row.Word("acquisitive") == "yes",
                ReferenceText.Number(row["severity"]), row.Date("trigger_from"), row.Date("trigger_to")));

    /// <summary>"A code is looked up exactly, else, if it is five digits, by its first three; the row found stands whole."</summary>
    public ReferenceCode? Find(string code) =>
        _codes.GetValueOrDefault(code) ?? (IsDigits(code, 5) ? _codes.GetValueOrDefault(code[..3]) : null);

    /// <summary>Breaches of orders, bail and licence: about a process, and apart.</summary>
    public bool IsBreach(string code) => Find(code)?.Group == "breach";

    /// <summary>A code as the extract means it, parted, padded and with the zeros it lost; nothing if it is damage that could be two codes.</summary>
    public string? Repair(string written)
    {
        var code = ReferenceText.Code(written);
        if (code.EndsWith(".0", StringComparison.Ordinal)) return null;
        if (IsDigits(code, 4) && Find(code) is null && Find("0" + code) is not null) return "0" + code;
        // "Found, exactly or by class", as those of four digits are.
        if (!IsDigits(code, 3) || Find("00" + code) is null) return code;
        return _codes.ContainsKey(code) ? null : "00" + code;
    }

    /// <summary>The first three digits of a five-digit code, else the code.</summary>
    public static string ClassOf(string code) => IsDigits(code, 5) ? code[..3] : code;

    public static bool IsDigits(string code, int length) => code.Length == length && code.All(char.IsAsciiDigit);
}
