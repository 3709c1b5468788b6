namespace Iom.Selection.Agreement.Tests;
