using Iom.Selection.Records;

namespace Iom.Selection.Tests.Offenders;

/// <summary>Codes: design section 4.</summary>
public class OffenceCodeTests
{
    [Theory]
    [InlineData("028/03", "02803")]
    [InlineData("28/3", "02803")]
    [InlineData("48/1", "04801")]       // never 481, nor 00481
    [InlineData("1/1", "00101")]
    [InlineData("104/23", "10423")]
    [InlineData("02803", "02803")]
    [InlineData("028", "028")]
    [InlineData("0028/3", "0028/3")]    // what has another form is taken as it stands
    [InlineData("028/003", "028/003")]
    [InlineData("028/", "028/")]
    [InlineData("/03", "/03")]
    [InlineData("28/3/1", "28/3/1")]
    [InlineData("A8/3", "A8/3")]
    [InlineData("28/B", "28/B")]
    [InlineData("٢٨/٣", "٢٨/٣")]        // digits of another script are no digits of a code
    public void No_digit_crosses_the_slash(string code, string normal) => Assert.Equal(normal, OffenceCode.Normalise(code));

    [Theory]
    [InlineData("02803", "028")]
    [InlineData("028", "028")]
    [InlineData("X1", "X1")]
    [InlineData("0280A", "0280A")]
    public void The_class_is_the_first_three_digits_of_five(string code, string expected) => Assert.Equal(expected, OffenceCode.ClassOf(code));
}
