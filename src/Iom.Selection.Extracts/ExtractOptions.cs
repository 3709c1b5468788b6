using Iom.Selection.Extracts.Store;
using Iom.Selection.Offences;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts;

/// <summary>How a folder of extracts is loaded.</summary>
public sealed record ExtractOptions
{
    /// <summary>What offence codes mean; by it a code's lost leading zero is put back. The built-in catalogue by default.</summary>
    public OffenceCatalogue Catalogue { get; init; } = OffenceCatalogue.BuiltIn;

    /// <summary>The map of the agency's own files, in place of <c>extract-map.json</c> in the folder; null for that one, if it is there.</summary>
    public string? MapPath { get; init; }

    /// <summary>The panel whose agencies alone may stand in <c>panel.csv</c>; null to take the names as they are.</summary>
    public PanelRules? Panel { get; init; }

    /// <summary>How many threads to use, at least 1; by default as many as there are processors. The result is the same for any.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Whether the folder is only looked at: things that the map leaves open, and offenders of whom no row can be used, then don't stop it. False by default.</summary>
    public bool IsCheckOnly { get; init; }

    internal StoreOptions ForStore() => new(Catalogue, MapPath, Panel, Threads, BufferBytes, RowsAtOnce, IsCheckOnly);

    /// <summary>How many bytes of a file are taken apart at once; tests make it small.</summary>
    internal int BufferBytes { get; init; } = Csv.BufferReader.StandardBufferBytes;

    /// <summary>About how many rows of offences are put in order at once; tests make it small.</summary>
    internal int RowsAtOnce { get; init; } = Store.PartWalker.StandardRowsAtOnce;
}
