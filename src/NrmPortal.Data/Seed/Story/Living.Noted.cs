using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story;

/// <summary>What is written about referrals beside their steps, and links between cases: how tales told elsewhere go on.</summary>
internal static partial class Living
{
    private static Tale Noted(Anchor at, Tale tale) => tale.Key switch
    {
        "stay-running" => tale.Then(
            new AskBack("officer.police", at.Hours(2.2), "Is the person at the market every day? (made up)"),
            new AnswerBack("caseworker", at.Hours(1.4), "On Mondays and Thursdays, in the morning (made up).")),
        "stay-ends-today" => tale.Then(new Report("ngo", at.Hours(1.1), "Two talks so far; sleeps better (made up).")),
        "child-nobody-yet" => tale.Then(new AskBack("dcy", at.Hours(1.6), "ยังไปโรงเรียนอยู่หรือไม่ (สมมติ)")),
        "claimed" => tale.Then(
            new CallFor("datip.coordinator", at.Hours(3.5), "SHM-12", CallAnswer.HasNoPlace, "Full until next week (made up)."),
            new CallFor("datip.coordinator", at.Hours(3.1), "SHM-65", CallAnswer.NotReached),
            new CallFor("datip.coordinator", at.Hours(2.4), "SHN-63", CallAnswer.CallsBack)),
        // Told after the tale it is linked to.
        "victim-girl" => tale.Then(new LinkTo("caseworker", at.Day(2, 11), "victim-in-shelter", CaseLinkKind.SameExploiter, "ทั้งสองคนกล่าวถึงร้านเดียวกัน (สมมติ)")),
        _ => tale,
    };
}
