using NrmPortal.Data.Seed.Story.Acts;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Data.Seed.Story;

/// <summary>Referrals to services that take no place, one of each kind and in each of their states: how tales told elsewhere go on.</summary>
internal static partial class Living
{
    private static Tale Served(Anchor at, Tale tale)
    {
        Act Ask(double hours, ReferralKind kind, string unit, string needs) => new ReferTo("caseworker", at.Hours(hours), kind, unit, needs);
        return tale.Key switch
        {
            "stay-running" => tale.Then(Ask(3.1, ReferralKind.PoliceProtection, "POL-63", "Two men asked for this person at the market (made up).")),
            "stay-ends-today" => tale.Then(Ask(3.3, ReferralKind.Health, "MSDHS-57", "Asks for the doctor in Chiang Rai who speaks Burmese (made up)."), new TakeOn("msdhs.57", at.Hours(2.5))),
            "stay-gap" => tale.Then(Ask(3.2, ReferralKind.LabourClaim, "LAB-63", "Seven months of wages (made up)."), new TurnDown("officer.labour", at.Hours(2.4), "The employer lies in another province.")),
            "stay-unclear" => tale.Then(Ask(3.4, ReferralKind.ImmigrationStatus, "IMM-63", "Leave to stay until the decision (made up)."), new TakeOn("officer.immigration", at.Hours(2.4))),
            "victim-against-a-dissent" => tale.Then(Ask(3.4, ReferralKind.LegalAid, "MOJ-63", "Wants to know what a witness must say (made up)."), new TakeOn("justice", at.Hours(2.3)),
                new FinishService("justice", at.Hours(0.7), "Advised for two hours; a lawyer of the provincial office goes on (made up).")),
            "reflection" => tale.Then(Ask(3.0, ReferralKind.Services, "NGO-63", "Lodging with a family and a sewing course (made up).")),
            "stay-overlap" => tale.Then(Ask(3.4, ReferralKind.Embassy, "MFA-10", "A certificate of identity from the embassy (made up)."), new Claim("datip", at.Hours(2.2)), new ApproveService("datip", at.Hours(2.1), "MFA-10")),
            "stay-ran-out" => tale.Then(Ask(3.2, ReferralKind.Ngo, "NGO-63", "A place to spend the day (made up)."), new TakeOn("ngo", at.Hours(2.0))),
            "child-nobody-yet" => tale.Then(Ask(3.2, ReferralKind.ChildProtection, "DCY-63", "A place with a family, near the school (made up).")),
            // One proposal waits for an answer, another was declined.
            "stay-overdue" => tale.Then(new ProposeTransfer("caseworker", at.Hours(2.6), "NGO-63", "The foundation has known this person for a year (made up).")),
            "sent-overdue" => tale.Then(new ProposeTransfer("caseworker", at.Hours(3.5), "MSDHS-57", "The family lives in Chiang Rai (made up).", MovesOffice: true),
                new DeclineTransfer("msdhs.57", at.Hours(1.5), "The family has moved to Bangkok (made up).")),
            _ => tale,
        };
    }
}
