using Microsoft.EntityFrameworkCore;
using NrmPortal.Domain.Access;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Justice;
using NrmPortal.Web.Access;
using NrmPortal.Web.Pages.Children;

namespace NrmPortal.Web.Pages.Legal;

/// <summary>The legal track beside the main line: where it stands, and of its parts what this reader may open.</summary>
[CaseAction(CaseAction.View)]
public sealed class IndexModel(JusticeSetting setting) : JusticeForm(setting)
{
    private static readonly (CaseAction Action, string Page)[] Pages =
    [
        (CaseAction.RecordPoliceCase, "police-case"), (CaseAction.TellCompensationRight, "compensation-right"), (CaseAction.RecordCharge, "charge"), (CaseAction.NameSuspect, "suspect"), (CaseAction.RecordLegalStep, "step"),
        (CaseAction.SetCourtDate, "court"), (CaseAction.RecordProsecution, "prosecution"), (CaseAction.RecordVerdict, "verdict"), (CaseAction.WriteProsecutorNote, "note"),
    ];

    public IReadOnlyList<ProsecutorNote> Notes { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Units { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The role reads the section; whether this case is open to the reader is row security's to say.</summary>
    public bool Reads(Section section) => SectionGrants.Has(By.Role, section);

    /// <summary>The track shows nothing though a police case is known to all: this reader does not open it.</summary>
    public bool IsHidden => !Reads(Section.Legal) || (Track.PoliceCases.Count == 0 && Case.PoliceCaseOn is not null);
    public bool MayMove(PoliceCase police) => Case.Can(CaseAction.MovePoliceCase, By.Role) && Case.MayEnd(police, By);
    public IReadOnlyList<PoliceCaseMove> Moves { get; private set; } = [];

    /// <summary>The offices that a move put in the place of others, each with the one before it.</summary>
    public IEnumerable<string> Hands(PoliceCaseMove move) => new[] { (move.FromInquiryUnitId, move.InquiryUnitId), (move.FromProsecutorUnitId, move.ProsecutorUnitId) }
        .Where(h => h.Item1 != h.Item2).Select(h => $"{Office(h.Item1)} → {Office(h.Item2)}");

    private string Office(Guid? unit) => unit is { } id ? Units.GetValueOrDefault(id) ?? "–" : Text("Unit.None");
    public bool MayClose(PoliceCase police) => Case.Can(CaseAction.EndPoliceCase, By.Role) && Case.MayEnd(police, By);

    /// <summary>The form in which an entry of this kind is put right, or null.</summary>
    public string? Correcting(CaseAction action, Guid entry) => Case.Can(action, By.Role) && Track.Stands(entry)
        ? $"/cases/{Case.Number}/legal/{Pages.First(p => p.Action == action).Page}?corrects={entry}" : null;

    /// <summary>Which of several police cases a step is of, also where it was found to be none.</summary>
    public string? PoliceCaseOf(LegalStep step) => Among(Track.PoliceCaseOf(step) ?? Track.PoliceCases.FirstOrDefault(p => p.Id == step.PoliceCaseId));

    public string? PoliceCaseOf(Charge charge) => Among(Track.PoliceCases.FirstOrDefault(p => p.Id == charge.PoliceCaseId));

    private string? Among(PoliceCase? police) => police is null || Track.PoliceCases.Count < 2 ? null
        : $"{Text("PoliceCase")} {NameOf(police)}" + (police.Counts ? "" : $" · {Words.Of(PoliceCaseEnd.WronglyRecorded)}");

    public ToldSheet Told { get; private set; } = ToldSheet.Empty;
    public bool MayEnd => Case.Can(CaseAction.EndCourtDate, By.Role);

    /// <summary>What the reader may record, in the order of the track; what rests on a police case waits for one.</summary>
    public IEnumerable<string> Doors => Pages.Where(p => Case.Can(p.Action, By.Role)
        && (Track.LivePoliceCases.Any() || p.Action is not (CaseAction.RecordCharge or CaseAction.SetCourtDate or CaseAction.RecordProsecution or CaseAction.RecordVerdict))
        && (Track.LiveCharges.Any() || p.Action != CaseAction.RecordVerdict)).Select(p => p.Page);

    public Task OnGetAsync() => FillAsync();

    public override async Task FillAsync()
    {
        await base.FillAsync();
        Told = await ToldSheet.OfAsync(Db, Case, By, Track);
        Notes = await Db.ProsecutorNotes.AsNoTracking().Where(n => n.CaseId == Case.Id).OrderByDescending(n => n.At).ToListAsync();
        Moves = await Db.PoliceCaseMoves.AsNoTracking().Where(m => m.CaseId == Case.Id).OrderBy(m => m.At).ToListAsync();
        Units = await ChildFile.UnitsAsync(Db, Track.PoliceCases.SelectMany(p => new[] { p.InquiryUnitId, p.ProsecutorUnitId })
            .Concat(Moves.SelectMany(m => new[] { m.FromInquiryUnitId, m.FromProsecutorUnitId, m.InquiryUnitId, m.ProsecutorUnitId })).OfType<Guid>().Distinct());
        People = await ChildFile.PeopleAsync(Db, Notes.Select(n => n.ByUserId).Concat(Track.Steps.Select(s => s.ByUserId)));
    }
}
