using Npgsql;

namespace Iom.Selection.Database.Connections;

/// <summary>Reads a connection as PostgreSQL's own programs write it: <c>postgresql://user:password@host:port/database?sslmode=require</c>.</summary>
internal static class PostgreSqlUri
{
    /// <summary>Reads a URI.</summary>
    /// <exception cref="FormatException">It is none, or asks for something that is not known. The message repeats nothing of it.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0) throw new FormatException("No URI.");
        var settings = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(uri.Host.Trim('[', ']')) };
        if (uri.Port > 0) settings.Port = uri.Port;
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database) settings.Database = Uri.UnescapeDataString(database);
        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, ..] info)
        {
            settings.Username = Uri.UnescapeDataString(user);
            if (info.Length == 2) settings.Password = Uri.UnescapeDataString(info[1]);
        }
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [var name, var value]) throw new FormatException("No value.");
            settings[Keyword(name)] = name == "sslmode" ? Uri.UnescapeDataString(value).Replace("-", "", StringComparison.Ordinal) : Uri.UnescapeDataString(value);
        }
        return settings;
    }

    private static string Keyword(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "sslpassword" => "SSL Password",
        "host" => "Host",
        "port" => "Port",
        "dbname" => "Database",
        "user" => "Username",
        "password" => "Password",
        "passfile" => "Passfile",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "options" => "Options",
        _ => throw new FormatException("No such parameter."),
    };
}
