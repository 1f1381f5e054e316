using Microsoft.AspNetCore.Mvc;
using NrmPortal.Domain.Referrals;

namespace NrmPortal.Web.Pages.Referrals;

/// <summary>The same form, filled with a referral that is changed and sent again: also to another office.</summary>
public sealed partial class NewServiceModel
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

    private async Task FindRevisedAsync()
    {
        if (Revise is null || revision is not null) return;
        revision = await Revision.FindAsync(db, Case, Revise);
        // What a referral is for is never changed.
        if (revision is not null) (Kind, nationality) = (revision.Referral.Kind, revision.Needs.Nationality);
    }

    private async Task<IActionResult> OpenRevisedAsync()
    {
        var (r, n) = (revision!.Referral, revision.Needs);
        if (!r.Can(ReferralAction.Revise, actor.Required.Role)) return Redirect($"/referrals/{Revise}");
        Seen = revision.Version;
        Input = new Draft
        {
            UnitId = r.RequestedUnitId,
            Urgent = r.Urgent,
            Sections = [.. r.Sections],
            Basis = r.ConsentId is { } consent ? $"c:{consent}" : $"g:{r.LegalGround}",
            GroundReason = r.GroundReason?.Open(),
            Languages = [.. n.Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            WithFamily = n.WithFamily,
            Medical = n.Medical,
            Psychosocial = n.Psychosocial,
            Disability = n.Disability,
            HighRisk = n.HighRisk,
            Remarks = n.Remarks?.Open(),
        };
        await FillAsync();
        return Page();
    }

    private async Task RequireUnchangedAsync()
    {
        if (revision?.Changed is null || revision.Version == Seen) return;
        (Seen, Later) = (revision.Version, revision.Changed);
        throw await revision.ChangedSinceAsync();
    }
}
