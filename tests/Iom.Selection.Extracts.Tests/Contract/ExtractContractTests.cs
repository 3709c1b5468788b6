using Iom.Selection.Extracts.Contract;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Contract;

public class ExtractContractTests
{
    [Fact]
    public void The_date_of_a_record_is_its_only_required_date()
    {
        Check(ExtractContract.Memberships, ExtractContract.Membership);
        Check(ExtractContract.Offences, ExtractContract.Offence);
        Check(ExtractContract.DrugTests, ExtractContract.DrugTest);
        Check(ExtractContract.RiskScores, ExtractContract.RiskScore);
        Check(ExtractContract.Nominations, ExtractContract.Nomination);
        Check(ExtractContract.Custody, ExtractContract.CustodySpell);
        Check(ExtractContract.Supervision, ExtractContract.SupervisionPeriod);
        Check(ExtractContract.Engagement, ExtractContract.Contact);
        Check(ExtractContract.Support, ExtractContract.SupportRecord);
        Check(ExtractContract.Panel, ExtractContract.PanelView);
        Check(ExtractContract.Identities, ExtractContract.ExternalIdentity);
    }

    private static void Check<T>(FileContract contract, Func<RowCells, T> make) where T : CaseRecord
    {
        Assert.InRange(contract.Columns.Count(column => column is { Kind: CellKind.Date, IsRequired: true }), 0, 1);
        // Each date another.
        var days = contract.Columns.Select((_, column) => new DateOnly(2026, 1, 1 + column)).ToArray();
        var record = make(new RowCells(new TextRow([.. contract.Columns.Select((column, i) => column.Kind switch
        {
            CellKind.Date => IsoDate.Text(days[i]),
            CellKind.Word => column.Words[0],
            CellKind.Number => "1",
            _ => "SYNTHETIC",
        })]), 0));
        Assert.Equal(contract.DateOfRecord < 0 ? null : days[contract.DateOfRecord], record.RecordDate);
    }
}
