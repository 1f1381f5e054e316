using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>The same form, filled with a referral that is changed and sent again.</summary>
public sealed partial class NewModel
{
    private Revision? revision;

    /// <summary>The number of the referral that is changed; null: a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Revise { get; set; }

    /// <summary>Which state of it the form was filled with.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>A colleague changed it meanwhile.</summary>
    public ReferralStep? Later { get; private set; }

    public Referral? Revised => revision?.Referral;
    public bool IsAbsent => Revise is not null && revision is null;
    public string? Said => revision?.Said?.Open();
    public bool MayKeepDraft => revision?.IsDraft != false;

    private async Task FindRevisedAsync() => revision ??= Revise is null ? null : await Revision.FindAsync(db, Case, Revise);

    private IActionResult OpenRevised()
    {
        if (!revision!.Referral.Can(ReferralAction.Revise, actor.Required.Role)) return Redirect($"/referrals/{Revise}");
        if (!revision.Referral.Rule.TakesPlace) return Redirect($"/cases/{Case.Number}/referrals/service?revise={Revise}");
        var (r, n) = (revision.Referral, revision.Needs);
        Seen = revision.Version;
        Input = new Draft
        {
            Kind = r.ShelterKind,
            UnitId = r.RequestedUnitId,
            Urgent = r.Urgent,
            Emergency = r.Emergency,
            Sections = [.. r.Sections],
            RestsOn = r.ConsentId is { } consent ? $"c:{consent}" : "ground",
            Ground = r.LegalGround,
            GroundReason = r.GroundReason?.Open(),
            Languages = [.. n.Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            Nationality = n.Nationality,
            WithFamily = n.WithFamily,
            Medical = n.Medical,
            Psychosocial = n.Psychosocial,
            Disability = n.Disability,
            HighRisk = n.HighRisk,
            Remarks = n.Remarks?.Open(),
        };
        return Page();
    }

    private async Task RequireUnchangedAsync()
    {
        if (revision?.Changed is null || revision.Version == Seen) return;
        (Seen, Later) = (revision.Version, revision.Changed);
        throw await revision.ChangedSinceAsync();
    }
}
