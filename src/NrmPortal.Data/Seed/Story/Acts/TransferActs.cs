using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>Another office is asked to take the case over.</summary>
internal sealed record ProposeTransfer(string By, DateTimeOffset At, string Unit, string Reason, bool MovesOffice = false) : Act(By, At)
{
    public override async Task Tell(Scene scene) => scene.Db.Add((await scene.Case()).ProposeTransfer(
        scene.Id($"transfer.{Unit}"), new TransferRequest(Cast.Unit(Unit), Cast.AgencyOf(Unit), MovesOffice, SealedText.Of(Reason)), scene.By, At));
}

/// <summary>That office accepts and has the case from now on; the opener and who had it before go on seeing its core.</summary>
internal sealed record TakeOver(string By, DateTimeOffset At) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var id = scene.Id($"transfer.{Cast.Of(By).Unit}");
        var transfer = await scene.Db.Transfers.SingleAsync(t => t.Id == id);
        transfer.Accept(scene.By, At);
        await scene.Save();
        (await scene.Case()).TakeOver(transfer, scene.By, At);
    }

    public override void Show(Sight sight) => sight.HandOver(Cast.Of(By).Unit);
}

internal sealed record DeclineTransfer(string By, DateTimeOffset At, string Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var id = scene.Id($"transfer.{Cast.Of(By).Unit}");
        scene.Db.Add((await scene.Db.Transfers.SingleAsync(t => t.Id == id)).Decline(SealedText.Of(Reason), scene.By, At));
    }
}
