using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NrmPortal.Domain;
using NrmPortal.Domain.Care;
using NrmPortal.Domain.Cases;
using NrmPortal.Domain.Flow;
using NrmPortal.Domain.Referrals;
using NrmPortal.Web.Access;
using NrmPortal.Web.Localisation;
using NrmPortal.Web.Resources;

namespace NrmPortal.Web.Pages.Care;

/// <summary>How the person lives in the shelter: the room, the rules that were explained, and what is kept for them.</summary>
[CaseAction(CaseAction.View)]
public sealed class HouseModel(CareSetting setting, IStringLocalizer<HousePages> texts) : CareForm(setting, texts)
{
    [BindProperty]
    public string? Room { get; set; }

    [BindProperty]
    public Draft Rules { get; set; } = new();

    [BindProperty]
    public string? What { get; set; }

    /// <summary>Of the office that reads, or the one in which the person lives; one that has just ended by a move is still handed over.</summary>
    public Placement? Live { get; private set; }
    public IReadOnlyList<ShelterRoom> Rooms { get; private set; } = [];
    public IReadOnlyList<RulesExplained> Explained { get; private set; } = [];
    public IReadOnlyList<Belonging> Belongings { get; private set; } = [];
    public bool IsHoused => Live is { IsLive: true, ArrivedAt: not null };
    public bool MayRecord => Case.Can(CaseAction.GiveRoom, By.Role) && (Live is null || Case.MayRecordOf(Live, By));

    /// <summary>What another shelter keeps is not theirs to give back.</summary>
    public bool MayReturn(Belonging kept) => Case.Can(CaseAction.ReturnBelonging, By.Role) && MayRecordOf(kept.PlacementId);

    /// <summary>What the form on the house rules holds.</summary>
    public sealed class Draft
    {
        public string? Language { get; set; }
        public RulesManner? How { get; set; }
        public InterpreterUse? Interpreter { get; set; }
        public string? Day { get; set; }
        public string? Time { get; set; }
        public string? Note { get; set; }
    }

    public Task OnGetAsync()
    {
        (Rules.Day, Rules.Time) = (ThaiDates.Typed(At), ThaiDates.TypedTime(At));
        return FillAsync();
    }

    public async Task<IActionResult> OnPostRoomAsync()
    {
        await FillAsync();
        var room = Sealed(Room, nameof(Room), "Room");
        return ModelState.IsValid ? await SavedAsync("daily/house", Case.GiveRoom(NewId(), await HousedAsync(), room, By, At)) : Page();
    }

    public async Task<IActionResult> OnPostRulesAsync()
    {
        await FillAsync();
        Need(Consents.ConsentForm.Languages.Any(l => l.Value.Length > 0 && l.Value == Rules.Language), "Rules.Language", "Language");
        NeedOne(Rules.How, "Rules.How", "How");
        NeedOne(Rules.Interpreter, "Rules.Interpreter", "Interpreter");
        var terms = new RulesTerms(Rules.Language ?? "", Rules.How ?? default, Rules.Interpreter ?? default, Moment(Rules.Day, Rules.Time, "Rules.Day", "Rules.Time"), Sealed(Rules.Note, "Rules.Note"));
        return ModelState.IsValid ? await SavedAsync("daily/house", Case.ExplainRules(NewId(), await HousedAsync(), terms, By, At)) : Page();
    }

    public async Task<IActionResult> OnPostKeepAsync()
    {
        await FillAsync();
        var what = Sealed(What, nameof(What), "What");
        return ModelState.IsValid ? await SavedAsync("daily/house", Case.KeepBelonging(NewId(), await HousedAsync(), what, By, At)) : Page();
    }

    public async Task<IActionResult> OnPostReturnAsync(Guid belonging)
    {
        await FillAsync();
        if (Belongings.FirstOrDefault(b => b.Id == belonging) is not { } kept) return NotFound();
        Case.ReturnBelonging(kept, PlacementOf(kept.PlacementId), By, At);
        return await SavedAsync("daily/house");
    }

    public override async Task FillAsync()
    {
        Live = await PlacementAsync();
        Rooms = await Db.Rooms.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.At).ToListAsync();
        Explained = await Db.RulesExplained.AsNoTracking().Where(r => r.CaseId == Case.Id).OrderByDescending(r => r.On).ToListAsync();
        Belongings = await Db.Belongings.Where(b => b.CaseId == Case.Id).OrderBy(b => b.ReturnedAt != null).ThenBy(b => b.At).ToListAsync();
    }

    public override string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date.future" or "daily.beforeArrival" => "Rules.Time",
        "rules.interpreter" => "Rules.Interpreter",
        _ => "",
    };
}
