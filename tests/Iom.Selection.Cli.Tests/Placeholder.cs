namespace Iom.Selection.Cli.Tests;
