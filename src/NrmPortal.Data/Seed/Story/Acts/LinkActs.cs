using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>The case is linked to that of another tale, which was told before.</summary>
internal sealed record LinkTo(string By, DateTimeOffset At, string Other, CaseLinkKind Kind, string Reason) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var number = await scene.Db.Database.SqlQuery<string>($"select number as \"Value\" from story_tales where tale = {Other}").SingleAsync();
        var other = await scene.Db.Cases.SingleAsync(c => c.NrmNumber == number || c.FirstContactNumber == number);
        scene.Db.Add((await scene.Case()).LinkTo(scene.Id($"link.{Other}"), other, Kind, SealedText.Of(Reason), [], scene.By, At));
    }
}
