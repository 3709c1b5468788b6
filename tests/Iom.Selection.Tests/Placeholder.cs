namespace Iom.Selection.Tests;
