using System.Globalization;
using System.Text;
using Iom.Selection.Foundation;

namespace Iom.Selection.Sql.Dialects;

/// <summary>What engines write differently. All else is written so that each of them reads it alike.</summary>
internal abstract class Dialect
{
    /// <summary>How many digits a number has behind the point: DECIMAL(38, 10).</summary>
    public const int Decimals = 10;

    private const int BlockBytes = 64;

    /// <summary>The largest number that fits: 28 digits before the point.</summary>
    private const decimal LargestNumber = 9_999_999_999_999_999_999_999_999_999m;

    /// <summary>What the engine is called.</summary>
    public abstract string Title { get; }

    /// <summary>The type of a text of any length.</summary>
    public virtual string TextType => "VARCHAR";

    /// <summary>How many bytes a name may have; null for any number.</summary>
    public virtual int? MaxNameBytes => null;

    /// <summary>How many columns a step may have; null for any number.</summary>
    public virtual int? MaxColumns => null;

    /// <summary>The dialect of an engine.</summary>
    public static Dialect For(SqlDialect dialect) => dialect switch
    {
        SqlDialect.DuckDb => new DuckDbDialect(),
        SqlDialect.PostgreSql => new PostgreSqlDialect(),
        SqlDialect.Spark => new SparkDialect(),
        SqlDialect.Trino => new TrinoDialect(),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
    };

    /// <summary>A name, quoted, whatever is in it.</summary>
    /// <exception cref="SqlRefusalException">The engine has no such names.</exception>
    public string Name(string name)
    {
        if (name.Length == 0) throw new SqlRefusalException("A name can't be empty.");
        if (name.Contains('\0', StringComparison.Ordinal)) throw new SqlRefusalException($"{Title} has no names with a zero character.");
        if (MaxNameBytes is { } most && Encoding.UTF8.GetByteCount(name) > most)
            throw new SqlRefusalException($"{Title} cuts names at {most.ToString(CultureInfo.InvariantCulture)} bytes, so {Inline(name)} can't be told from others: give it a shorter name.");
        return Quote(name);
    }

    /// <summary>A table or view, in its schema if there is one.</summary>
    public string Table(string? schema, string name) => schema is null ? Name(name) : $"{Name(schema)}.{Name(name)}";

    /// <summary>A text, quoted, whatever is in it.</summary>
    /// <exception cref="SqlRefusalException">The engine has no such texts.</exception>
    public string Text(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) throw new SqlRefusalException($"{Title} has no texts with a zero character, and the policy or the catalogue holds one.");
        return QuoteText(text);
    }

    /// <summary>Several texts, with commas between them.</summary>
    public string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(Text));

    /// <summary>A date.</summary>
    public static string Date(DateOnly date) => $"DATE '{IsoDate.Text(date)}'";

    /// <summary>A whole number.</summary>
    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A decimal number.</summary>
    /// <exception cref="SqlRefusalException">It does not fit.</exception>
    public static string Number(decimal number)
    {
        if (number > LargestNumber || decimal.Round(number, Decimals) != number)
            throw new SqlRefusalException(string.Create(CultureInfo.InvariantCulture, $"{number} does not fit DECIMAL(38, 10): 28 digits before the point and 10 behind it at most."));
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>Text in a comment: one line, whatever is in it.</summary>
    public static string Inline(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isBreak = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
            line.Append(isBreak ? " " : rune.ToString());
        }
        return line.ToString();
    }

    /// <summary>An expression of text, ordered and compared by bytes.</summary>
    public virtual string ByBytes(string text) => text;

    /// <summary>How many days a date is after 1 January of the year 1.</summary>
    public abstract string DayNumber(string date);

    /// <summary>Whether a code is five digits.</summary>
    public string IsFiveDigits(string code) => Matches(code, "[0-9]{5}");

    /// <summary>Whether a text is, from its first character to its last, as a regular expression of classes, counts and alternatives says.</summary>
    public abstract string Matches(string text, string pattern);

    /// <summary>The first three characters.</summary>
    public virtual string FirstThree(string text) => $"substr({text}, 1, 3)";

    /// <summary>Whether a text holds another.</summary>
    public abstract string Holds(string text, string part);

    /// <summary>HMAC-SHA-256 of an id, in a form that is ordered as its bytes are.</summary>
    /// <param name="id">The id.</param>
    /// <param name="key">The key.</param>
    public abstract string Lot(string id, byte[] key);

    /// <summary>Begins what makes a view of a name.</summary>
    public virtual string CreateView(string view) => $"CREATE OR REPLACE VIEW {view} AS";

    /// <summary>Whether a set of names, joined by semicolons, holds one of some.</summary>
    public string HoldsName(string set, IEnumerable<string> names)
    {
        string[] parts = [.. names.Select(name => Holds($"';' || {set} || ';'", Text($";{name};")))];
        return parts.Length == 1 ? parts[0] : $"({string.Join(" OR ", parts)})";
    }

    protected abstract string Quote(string name);

    protected virtual string QuoteText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The two pads of HMAC (RFC 2104) for a key, as hexadecimal digits.</summary>
    protected static (string Inner, string Outer) Pads(byte[] key)
    {
        var block = new byte[BlockBytes];
        (key.Length > BlockBytes ? System.Security.Cryptography.SHA256.HashData(key) : key).CopyTo(block, 0);
        return (Convert.ToHexStringLower([.. block.Select(b => (byte)(b ^ 0x36))]), Convert.ToHexStringLower([.. block.Select(b => (byte)(b ^ 0x5c))]));
    }
}
