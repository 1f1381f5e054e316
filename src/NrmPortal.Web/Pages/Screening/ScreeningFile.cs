using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Data.Identity;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Consents;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>One screening opened: its core, its sealed answers, and the form seen through them.</summary>
public sealed class ScreeningFile(PortalDbContext db, CurrentCase current, CurrentActor actor)
{
    public CaseScreening Screening { get; private set; } = null!;
    public ScreeningRecord Record { get; private set; } = null!;
    public ScreeningAnswers Answers { get; private set; } = new();

    /// <summary>The form this screening began with: a later version does not change what was asked.</summary>
    public ScreeningDefinition Definition => ScreeningDefinition.Of(Screening.DefinitionHash);

    public ScreeningForm Form => new(Definition, Answers);

    public PatternResult Pattern => IndicatorPattern.Of(Definition, Answers);

    /// <summary>False where the reader sees the case but may not read its account.</summary>
    public async Task<bool> OpenAsync(Guid id)
    {
        var record = await db.ScreeningRecords.FirstOrDefaultAsync(r => r.Id == id);
        if (record is null) return false;
        var screening = await db.Screenings.SingleAsync(s => s.Id == id);
        // What the page opens and what was found, locked and recorded for it are one and the same.
        if (screening.CaseId != current.Value.Id) return false;
        Screening = screening;
        (Record, Answers) = (record, ScreeningAnswers.FromJson(record.Answers?.Open()));
        return true;
    }

    /// <summary>Keeps the answers of one page. A refusal of consent takes the identity and the account with it at once.</summary>
    public void Save(ScreeningAnswers answers, Actor by, DateTimeOffset at)
    {
        Screening.Saved(by, at);
        Keep(new ScreeningForm(Definition, answers).Permitted);
    }

    /// <summary>What stands against the consent as it is answered now.</summary>
    public async Task<(string Field, Refusal Why)?> WhyNoConsentAsync() =>
        ConsentAnswers.WhyNot(Answers, await db.Guardians.AsNoTracking().Where(g => g.CaseId == current.Value.Id).ToListAsync(), await db.RecorderAsync(actor.Required));

    /// <summary>The record as it stays after the conclusion: identity and health now live in their own sections.</summary>
    public void KeepRecord() => Keep(Form.Record);

    private void Keep(ScreeningAnswers answers)
    {
        Answers = answers;
        Record.Replace(SealedText.Of(answers.ToJson())!);
    }
}
