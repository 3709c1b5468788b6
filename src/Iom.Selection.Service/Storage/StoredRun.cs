namespace Iom.Selection.Service.Storage;

/// <summary>A ranking that was made over HTTP.</summary>
/// <param name="Id">Its id, 32 hexadecimal digits.</param>
/// <param name="AsOf">Its date.</param>
/// <param name="Manifest">What it was made by and what it came to, a JSON object on one line that names nobody.</param>
/// <param name="IsPurged">Whether its rows have gone.</param>
internal sealed record StoredRun(string Id, DateOnly AsOf, byte[] Manifest, bool IsPurged);
