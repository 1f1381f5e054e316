using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Encryption;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>Concludes a screening: the officer's outcome moves the case, and the answers fill the sections of its file.</summary>
public sealed class Conclusion(PortalDbContext db, CaseNumbers numbers, NameTokens tokens)
{
    public async Task RecordAsync(Case subject, ScreeningFile file, Actor by, DateTimeOffset at)
    {
        var answers = file.Answers;
        subject.Describe(answers.AgeGroup, answers.Sex, answers.Category);
        await WriteSections(subject, answers, by, at);
        var outcome = answers["conclusion_outcome"] switch
        {
            "reasonable_grounds" => ScreeningOutcome.ReasonableGrounds,
            "unclear" => ScreeningOutcome.Unclear,
            _ => ScreeningOutcome.None,
        };
        var number = outcome == ScreeningOutcome.None ? "" : await numbers.Nrm(at);
        subject.Conclude(file.Screening, outcome, ScreeningSafeguards.SecondScreenerReasons(answers, file.Pattern), () => number, by, at);
        file.KeepRecord();
        await db.SaveChangesAsync();
    }

    private async Task WriteSections(Case subject, ScreeningAnswers answers, Actor by, DateTimeOffset at)
    {
        var given = answers["consent_outcome"] == "given";
        db.Add(subject.RecordConsent(Guid.CreateVersion7(at), OutcomeOf(answers), new ConsentTerms(ConsentPurpose.Screening, [], Recipient.AnyThatHelps, null),
            ExplanationOf(answers), ConsentAnswers.Of(answers, await db.Guardians.AsNoTracking().Where(g => g.CaseId == subject.Id).ToListAsync(), await db.RecorderAsync(by)), by, at));
        if (answers["health_note"] is { } health) db.Add(new HealthNote(Guid.CreateVersion7(at), subject.Id, SealedText.Of(health)!, by, at));
        // Without consent or a named ground: help and a count, no identity.
        if (!given && answers["legal_ground"] is null) return;
        await WriteIdentity(subject, answers);
    }

    private static ConsentOutcome OutcomeOf(ScreeningAnswers answers) => answers["consent_outcome"] switch
    {
        "given" => ConsentOutcome.Given,
        "not_possible" => ConsentOutcome.NotPossible,
        _ => ConsentOutcome.Refused,
    };

    private static Explanation ExplanationOf(ScreeningAnswers answers) => new(answers["consent_points"]?.Split(' ') ?? [], answers["language"] ?? "", answers["interpreter"] switch
    {
        "present" => InterpreterUse.Present,
        "phone" => InterpreterUse.Phone,
        "none" => InterpreterUse.None,
        _ => InterpreterUse.NotNeeded,
    });

    // A case screened again has its identity already: the later answers stand, and the name index follows them.
    private async Task WriteIdentity(Case subject, ScreeningAnswers answers)
    {
        var identity = await db.Identities.FirstOrDefaultAsync(i => i.CaseId == subject.Id);
        if (identity is null) db.Add(identity = new PersonIdentity(subject.Id));
        else await db.NameTokens.Where(t => t.CaseId == subject.Id).ExecuteDeleteAsync();
        identity.Set(answers["name"], answers["aliases"], answers["birth"], answers["nationality"], answers["contact"], answers["document"]);
        db.AddRange(tokens.For(identity));
    }
}
