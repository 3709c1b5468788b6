using System.IO.Compression;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Workbooks;

/// <summary>Tells files that are no text from those that are, by their first bytes.</summary>
internal static class PackedFile
{
    private const string WorkbookEnding = ".xlsx";

    /// <summary>Whether a file is to be read as a workbook, by its name.</summary>
    public static bool IsWorkbookName(string name) => name.EndsWith(WorkbookEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes sure that a file is what its name says.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shown">Its name as it is shown.</param>
    /// <param name="file">The file, at its beginning.</param>
    /// <exception cref="ExtractException">It is not; the message says what it is and what to do.</exception>
    public static void Check(string name, string shown, Stream file)
    {
        var start = new byte[4];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var what = WhatItIs(start.AsSpan(0, length), file);
        if (what == Kind.Workbook && IsWorkbookName(name)) return;
        var message = what switch
        {
            Kind.Workbook => "is a workbook, not CSV. Rename it to end in .xlsx and name it under \"file\" in the map, or save it as \"CSV UTF-8\".",
            Kind.OldWorkbook => "is an old workbook (.xls) or has a password. Save it in a spreadsheet as .xlsx without a password, or as \"CSV UTF-8\".",
            Kind.Gzip => "is packed (gzip). Unpack it first.",
            Kind.Zip => "is packed (zip). Unpack it first.",
            _ when IsWorkbookName(name) && length > 0 => "is not a workbook, whatever its name says. Save it in a spreadsheet as .xlsx, or name it .csv if it is CSV.",
            _ => null,
        };
        if (message is not null) throw new ExtractException($"{shown} {message}");
    }

    /// <summary>What to say of a file that lies where another is missing; null where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kind">The kind of file that is missing: <c>offences</c>.</param>
    public static string? InPlaceOf(string folder, string kind)
    {
        if (File.Exists(Path.Combine(folder, kind + WorkbookEnding)))
            return $"{kind}.xlsx is a workbook: name it under \"file\" in the map, or save it as \"CSV UTF-8\".";
        string[] packed = [kind + ".xls", kind + ".gz", kind + ".csv.gz", kind + ".zip", kind + ".csv.zip"];
        return packed.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) is not { } found ? null
            : found.EndsWith(".xls", StringComparison.Ordinal) ? $"{found} is an old workbook: save it as .xlsx or as \"CSV UTF-8\"."
            : $"{found} is packed: unpack it first.";
    }

    private static Kind WhatItIs(ReadOnlySpan<byte> start, Stream file)
    {
        if (start is [0x1F, 0x8B, ..]) return Kind.Gzip;
        if (start is [0xD0, 0xCF, 0x11, 0xE0]) return Kind.OldWorkbook;
        if (start is not [(byte)'P', (byte)'K', 3, 4]) return Kind.Text;
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)) ? Kind.Workbook : Kind.Zip;
        }
        catch (InvalidDataException)
        {
            return Kind.Zip;
        }
    }

    private enum Kind
    {
        Text,
        Workbook,
        OldWorkbook,
        Gzip,
        Zip,
    }
}
