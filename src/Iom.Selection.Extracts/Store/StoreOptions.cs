using Iom.Selection.Offences;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts.Store;

/// <summary>How a folder is read.</summary>
/// <param name="Catalogue">What offence codes mean.</param>
/// <param name="MapPath">The map in place of the one in the folder; null for that one.</param>
/// <param name="Panel">The panel whose agencies alone may stand in <c>panel.csv</c>; null to take the names as they are.</param>
/// <param name="Threads">How many threads to use.</param>
/// <param name="BufferBytes">How many bytes of a file are taken apart at once.</param>
/// <param name="RowsAtOnce">About how many rows of offences are put in order at once.</param>
/// <param name="IsCheckOnly">Whether the folder is only looked at, so that what would stop a ranking is told and not thrown where that can be.</param>
/// <param name="MaxListed">How many problems are listed of the files of one kind.</param>
internal sealed record StoreOptions(
    OffenceCatalogue Catalogue, string? MapPath, PanelRules? Panel, int Threads, int BufferBytes, int RowsAtOnce, bool IsCheckOnly, int MaxListed = LoadingAccount.MaxListed);
