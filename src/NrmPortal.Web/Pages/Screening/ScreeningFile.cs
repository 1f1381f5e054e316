using Microsoft.EntityFrameworkCore;
using NrmPortal.Data;
using NrmPortal.Domain;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Screening;

namespace NrmPortal.Web.Pages.Screening;

/// <summary>One screening opened: its core, its sealed answers, and the form seen through them.</summary>
public sealed class ScreeningFile(PortalDbContext db)
{
    public CaseScreening Screening { get; private set; } = null!;
    public ScreeningRecord Record { get; private set; } = null!;
    public ScreeningAnswers Answers { get; private set; } = new();

    public static ScreeningDefinition Definition => ScreeningDefinition.Current;

    public ScreeningForm Form => new(Definition, Answers);

    public PatternResult Pattern => IndicatorPattern.Of(Definition, Answers);

    /// <summary>False where the reader sees the case but may not read its account.</summary>
    public async Task<bool> OpenAsync(Guid id)
    {
        var record = await db.ScreeningRecords.FirstOrDefaultAsync(r => r.Id == id);
        if (record is null) return false;
        Screening = await db.Screenings.SingleAsync(s => s.Id == id);
        (Record, Answers) = (record, ScreeningAnswers.FromJson(record.Answers?.Open()));
        return true;
    }

    /// <summary>Keeps the answers of one page; nothing else of the screening changes.</summary>
    public void Save(ScreeningAnswers answers, DateTimeOffset at)
    {
        Answers = answers;
        Screening.Saved(at);
        Record.Replace(SealedText.Of(answers.ToJson())!);
    }
}
