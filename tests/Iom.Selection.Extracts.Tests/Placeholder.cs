namespace Iom.Selection.Extracts.Tests;
