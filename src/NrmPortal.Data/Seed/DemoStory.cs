using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NrmPortal.Data.Encryption;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Identification;
using NrmPortal.Domain.Referrals;
using NrmPortal.Domain.Screening;

namespace NrmPortal.Data.Seed;

/// <summary>
/// The demonstration story: clearly fictional people, built through domain methods under the application role, each case by
/// the people who would do it, one transaction an act. The past years are fixed; the living cases are anchored at the load.
/// </summary>
public static class DemoStory
{
    private const int HistoricalCases = 600;
    private static readonly string[] Officers = ["officer.immigration", "officer.labour", "ngo"];
    private static readonly string[] Names = ["Aung", "Sokha", "Somchai", "Mali", "Thida", "Khamla", "Nok", "Min", "Dara", "Lek"];

    /// <summary>Loads the story once; a database that has cases keeps what it has.</summary>
    public static async Task LoadAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            if (await IsLoaded(scope.ServiceProvider, cancellation)) return;
        }

        var random = new Random(2569);
        var history = new DateTimeOffset(2024, 1, 3, 3, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < HistoricalCases; i++) await Historical(services, i, history.AddHours(i * 28), random, cancellation);
        await Living(services, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellation);
    }

    private static async Task<bool> IsLoaded(IServiceProvider services, CancellationToken cancellation)
    {
        services.GetRequiredService<CurrentActor>().Set(Person("datip", Role.DatipReviewer, "DATIP", "10"));
        var db = services.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        return await db.Access.AnyAsync(cancellation);
    }

    private static async Task Historical(IServiceProvider services, int i, DateTimeOffset at, Random random, CancellationToken cancellation)
    {
        var outcome = random.Next(10) switch { < 5 => ScreeningOutcome.ReasonableGrounds, < 6 => ScreeningOutcome.Unclear, _ => ScreeningOutcome.None };
        var (id, number) = await Screen(services, Officers[i % Officers.Length], $"{Names[i % Names.Length]} Example {i + 1}", outcome, (ExploitationCategory)(1 + i % 5), at, cancellation);
        if (outcome == ScreeningOutcome.None) return;
        await Decide(services, id, random.Next(4) > 0 ? IdentificationOutcome.VictimTraffickingS6 : IdentificationOutcome.NotVictim, at.AddDays(9), cancellation);
        if (random.Next(3) == 0) return;
        await Act(services, Caseworker, id, (found, by) =>
        {
            if (!found.Can(Domain.Flow.CaseAction.RecordPoliceCase, by.Role)) return;
            found.RecordPoliceCase(ThaiDay.Of(at.AddDays(11)), by, at.AddDays(12));
            found.RecordService(ThaiDay.Of(at.AddDays(12)), by, at.AddDays(12));
        }, cancellation);
    }

    // One case at each place where somebody has to act today.
    private static async Task Living(IServiceProvider services, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var i = 0; i < 4; i++)
        {
            var at = now.AddDays(-3 * i - 1);
            var (id, _) = await Screen(services, "officer.immigration", $"{Names[i]} Living Example", ScreeningOutcome.ReasonableGrounds, ExploitationCategory.Labour, at, cancellation);
            if (i % 2 == 0) await Refer(services, id, urgent: i == 0, at.AddHours(5), cancellation);
            if (i == 3) await Convene(services, id, at.AddHours(8), cancellation);
        }

        await Screen(services, "officer.labour", "Long Waiting Example", ScreeningOutcome.Unclear, ExploitationCategory.Labour, now.AddDays(-20), cancellation);
    }

    private static async Task<(Guid Id, string Number)> Screen(
        IServiceProvider services, string officer, string name, ScreeningOutcome outcome, ExploitationCategory category, DateTimeOffset at, CancellationToken cancellation)
    {
        var row = ReferenceData.Rows("demo-accounts").First(r => r["user"] == officer);
        var by = Person(officer, Enum.Parse<Role>(row["role"]), row["unit"], "63");
        return await As(services, by, async (provider, db) =>
        {
            var numbers = provider.GetRequiredService<CaseNumbers>();
            var definition = ScreeningDefinition.Current;
            var opened = Case.Open(Guid.CreateVersion7(at), await numbers.FirstContact(at), ReferenceData.IdOf("unit", "MSDHS-63"), by, at);
            var screening = opened.StartScreening(Guid.CreateVersion7(at), await numbers.Screening(at), definition.Id, definition.Hash, by, at);
            db.AddRange(opened, screening, new ScreeningRecord(screening, SealedText.Of(Answers(name, outcome).ToJson())));
            await db.SaveChangesAsync(cancellation);

            opened.Describe(AgeGroup.Adult, (Sex)(1 + name.Length % 2), category);
            var identity = new PersonIdentity(opened.Id);
            identity.Set(name, null, null, "MM", null, null);
            db.Add(identity);
            db.AddRange(provider.GetRequiredService<NameTokens>().For(identity));
            var number = outcome == ScreeningOutcome.None ? "" : await numbers.Nrm(at);
            opened.Conclude(screening, outcome, [], () => number, by, at);
            await db.SaveChangesAsync(cancellation);
            return (opened.Id, opened.Number);
        }, cancellation);
    }

    private static ScreeningAnswers Answers(string name, ScreeningOutcome outcome) => new ScreeningAnswers()
        .With("danger_now", "no").With("private_place", "yes").With("suspect_absent", "yes").With("consent_outcome", "given").With("name", name)
        .With("age_class", "adult").With("own_account", "A story made up for the demonstration.")
        .With("conclusion_outcome", outcome == ScreeningOutcome.None ? "none" : outcome == ScreeningOutcome.Unclear ? "unclear" : "reasonable_grounds")
        .With("conclusion_reasons", "Made up for the demonstration.");

    private static async Task<Panel> Convene(IServiceProvider services, Guid id, DateTimeOffset at, CancellationToken cancellation) =>
        await As(services, Person("mdt.secretary", Role.MdtSecretary, "MSDHS-63", "63"), async (_, db) =>
        {
            var found = await db.Cases.SingleAsync(c => c.Id == id, cancellation);
            var by = Person("mdt.secretary", Role.MdtSecretary, "MSDHS-63", "63");
            var panel = found.Convene(Guid.CreateVersion7(at), 1,
                [(Labour.MembershipId, AgencyType.Labour, false), (Prosecutor.MembershipId, AgencyType.Prosecution, false), (Authority.MembershipId, AgencyType.ProvincialMsdhs, true)], by, at);
            db.Add(panel);
            await db.SaveChangesAsync(cancellation);
            return panel;
        }, cancellation);

    private static async Task Decide(IServiceProvider services, Guid id, IdentificationOutcome outcome, DateTimeOffset at, CancellationToken cancellation)
    {
        await Convene(services, id, at.AddDays(-2), cancellation);
        var view = outcome == IdentificationOutcome.NotVictim ? Finding.No : Finding.Yes;
        foreach (var member in new[] { Labour, Prosecutor })
        {
            await As(services, member, async (_, db) =>
            {
                var found = await db.Cases.SingleAsync(c => c.Id == id, cancellation);
                var panel = await Sitting(db, id, cancellation);
                found.GiveOpinion(panel, new Findings(view, view, view, view, Finding.No), SealedText.Of("Made up for the demonstration."), member, at.AddDays(-1));
                return await db.SaveChangesAsync(cancellation);
            }, cancellation);
        }

        await As(services, Authority, async (_, db) =>
        {
            var found = await db.Cases.SingleAsync(c => c.Id == id, cancellation);
            db.Add(found.Decide(await Sitting(db, id, cancellation), outcome, SealedText.Of("Made up for the demonstration."), 2, Authority, at));
            return await db.SaveChangesAsync(cancellation);
        }, cancellation);
    }

    private static Task<Panel> Sitting(PortalDbContext db, Guid id, CancellationToken cancellation) =>
        db.Panels.Include(p => p.Seats).Include(p => p.Opinions).AsSplitQuery().SingleAsync(p => p.CaseId == id && p.ClosedAt == null, cancellation);

    private static Task<int> Refer(IServiceProvider services, Guid id, bool urgent, DateTimeOffset at, CancellationToken cancellation) =>
        As(services, Caseworker, async (_, db) =>
        {
            var found = await db.Cases.SingleAsync(c => c.Id == id, cancellation);
            var consent = found.RecordConsent(Guid.CreateVersion7(at), ConsentPurpose.Referral, ConsentOutcome.Given, 7, "my", Caseworker, at);
            var referral = found.Refer(Guid.CreateVersion7(at), new ReferralRequest(urgent, false, null, null, null, consent.Id, [Section.Identity]), consent, Caseworker, at);
            db.AddRange(consent, referral);
            await db.SaveChangesAsync(cancellation);
            db.Add(new NeedsProfile(referral.Id, id, found.AgeGroup, found.Sex, "my", false, new NeedsAndRisk(true, false, false, false, null)));
            return await db.SaveChangesAsync(cancellation);
        }, cancellation);

    private static Task<int> Act(IServiceProvider services, Actor by, Guid id, Action<Case, Actor> act, CancellationToken cancellation) =>
        As(services, by, async (_, db) =>
        {
            act(await db.Cases.SingleAsync(c => c.Id == id, cancellation), by);
            return await db.SaveChangesAsync(cancellation);
        }, cancellation);

    private static async Task<T> As<T>(IServiceProvider services, Actor by, Func<IServiceProvider, PortalDbContext, Task<T>> work, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(by);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var result = await work(scope.ServiceProvider, db);
        await transaction.CommitAsync(cancellation);
        return result;
    }

    private static Actor Labour => Person("labour", Role.LabourOfficer, "LAB-63", "63");
    private static Actor Prosecutor => Person("prosecutor", Role.Prosecutor, "OAG-63", "63");
    private static Actor Authority => Person("authority", Role.CompetentAuthority, "MSDHS-63", "63");
    private static Actor Caseworker => Person("caseworker", Role.ProvinceCaseworker, "MSDHS-63", "63");

    private static Actor Person(string user, Role role, string unit, string province) =>
        new(ReferenceData.IdOf("user", user), ReferenceData.IdOf("membership", user + role), ReferenceData.IdOf("unit", unit), role, province);
}
