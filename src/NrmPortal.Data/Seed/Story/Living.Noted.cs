using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story;

/// <summary>What is written about referrals beside their steps, links between cases, and daily care: how tales told elsewhere go on.</summary>
internal static partial class Living
{
    private static Tale Noted(Anchor at, Tale tale) => tale.Key switch
    {
        "stay-running" => tale.Then(
            new AskBack("officer.police", at.Hours(2.2), "Is the person at the market every day? (made up)"),
            new AnswerBack("caseworker", at.Hours(1.4), "On Mondays and Thursdays, in the morning (made up).")),
        "stay-ends-today" => tale.Then(new Report("msdhs.57", at.Hours(1.1), "Two talks so far; sleeps better (made up).")),
        "child-nobody-yet" => tale.Then(new AskBack("dcy", at.Hours(1.6), "ยังไปโรงเรียนอยู่หรือไม่ (สมมติ)")),
        "claimed" => tale.Then(
            new CallFor("datip.coordinator", at.Hours(3.5), "SHM-12", CallAnswer.HasNoPlace, "Full until next week (made up)."),
            new CallFor("datip.coordinator", at.Hours(3.1), "SHM-65", CallAnswer.NotReached),
            new CallFor("datip.coordinator", at.Hours(2.4), "SHN-63", CallAnswer.CallsBack)),
        // Told after the tale it is linked to.
        "victim-girl" => tale.Then(new LinkTo("caseworker", at.Day(2, 11), "victim-in-shelter", CaseLinkKind.SameExploiter, "ทั้งสองคนกล่าวถึงร้านเดียวกัน (สมมติ)")),
        "arrived" => tale.Then(
            new HasRoom("shelter.msdhs", at.Hours(80), "เรือนหญิง ห้อง 3 (สมมติ)"), new ToldRules("shelter.msdhs", at.Hours(79.5), "my", RulesManner.Spoken, InterpreterUse.Phone),
            new LeftWith("shelter.msdhs", at.Hours(79.4), "A telephone (made up)"),
            new GoneOut("shelter.msdhs", at.Hours(30), 4), new CameBack("shelter.msdhs", at.Hours(27)),
            new Happened("shelter.msdhs", at.Hours(9), IncidentKind.ContactByTrafficker, IncidentHarm.None, "A man asked for her at the gate (made up).", "The police station (made up)"),
            new Restricted("shelter.msdhs", at.Hours(8.5), RestrictionKind.NotOutAlone, RestrictionBasis.OwnWish, "She does not want to meet him (made up).", 48)),
        "arrived-girl" => tale.Then(new HasRoom("shelter.msdhs", at.Hours(70), "เรือนเด็ก ห้อง 1 (สมมติ)"),
            new Restricted("shelter.msdhs", at.Hours(60), RestrictionKind.NotOutAlone, RestrictionBasis.ChildProtectionAct, "โรงเรียนอยู่ใกล้บ้านผู้ต้องสงสัย (สมมติ)", 90)),
        "arrived-police" => tale.Then(new HasRoom("shelter.police", at.Hours(100), "Unit 2 (made up)"), new GoneOut("shelter.police", at.Hours(20), 9)),
        "arrived-family" => tale.Then(new ToldRules("shelter.ngo", at.Hours(120), "my", RulesManner.Pictures, InterpreterUse.Present),
            new Happened("shelter.ngo", at.Hours(40), IncidentKind.Illness, IncidentHarm.Slight, "A cold; saw the nurse (made up).", null)),
        _ => tale,
    };
}
