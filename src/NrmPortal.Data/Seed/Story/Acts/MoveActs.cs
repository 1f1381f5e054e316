using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Returns;

namespace NrmPortal.Data.Seed.Story.Acts;

/// <summary>An act on the next referral of a person who was referred before, and on the stay that comes of it: they move.</summary>
internal sealed record Onward(Act What) : Act(What.By, What.At)
{
    public override async Task Tell(Scene scene)
    {
        scene.Leg = ".next";
        await What.Tell(scene);
        scene.Leg = "";
    }

    // The shelter before hands over for some days: its sight ends by itself.
    public override void Show(Sight sight) => What.Show(sight);

    public static Act Within(Act act) => act is Onward onward ? onward.What : act;
}

/// <summary>The Ministry of Foreign Affairs announces a Thai national who comes home; the case is the receiving office's.</summary>
internal sealed record Announced(string By, DateTimeOffset At, string Office, DateOnly On, string Person) : Act(By, At)
{
    public override async Task Tell(Scene scene)
    {
        var id = Cast.Unit(Office);
        var opened = Case.OpenFor(scene.CaseId, await scene.Numbers.FirstContact(At), await scene.Db.Units.AsNoTracking().SingleAsync(u => u.Id == id), scene.By, At);
        var terms = new ArrivalTerms("MY", SealedText.Of("สถานกงสุลใหญ่ (สมมติ)"), On, SealedText.Of("ท่าอากาศยานสุวรรณภูมิ เที่ยวบินช่วงค่ำ (สมมติ)"), SealedText.Of(Person), NeedsEscort: true, SealedText.Of("ยาประจำตัวและที่พักคืนแรก (สมมติ)"));
        scene.Db.AddRange(opened, opened.AnnounceArrival(scene.Id("arrival"), terms, scene.By, At));
    }

    public override void Show(Sight sight) => sight.Announce(Cast.Of(By), Office);
}
